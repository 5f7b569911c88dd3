import type { ReadClient } from "../client/client.ts";
import { openDocket } from "./docket.ts";
import type { Fate } from "./fate.ts";
import type { SettleOptions } from "./settle-options.ts";
import { settlePolled } from "./settle-polled.ts";
import { settleTold } from "./settle-told.ts";

/** Waits for what becomes of jobs, in the order of their names as given; rejects with its reason when the signal fires. */
export async function settleRuns(client: ReadClient, options: SettleOptions): Promise<readonly Fate[]> {
	const docket = openDocket(options);
	if (docket.isDone()) return [];
	const local = await client.server.local({ signal: options.signal });
	await (local === undefined ? settlePolled(client, docket) : settleTold(client, local, docket));
	if (!docket.isDone()) options.signal.throwIfAborted();
	return docket.fates();
}
