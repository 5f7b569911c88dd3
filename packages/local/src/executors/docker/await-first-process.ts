import type { Clock } from "@chronos-job/core";
import { lookUntilSeen } from "../look-until-seen.ts";
import { commandLineOf } from "../process-table.ts";
import type { EngineClient } from "./engine-client.ts";

export interface Awaited {
	readonly client: Pick<EngineClient, "findContainer">;
	readonly id: string;
	readonly clock: Clock;
}

/** Waits until what sets up a container has become its first process; a signal before that it ends of in a way of its own, or never hears. */
export async function awaitFirstProcess({ client, id, clock }: Awaited): Promise<void> {
	const { Pid: pid = 0 } = (await client.findContainer(id))?.State ?? {};
	if (pid <= 0) return;
	// On the machine of another engine it is somebody else's, and has no such name.
	const look = async () => !runtimes.test((await commandLineOf(pid))[0] ?? "") || undefined;
	await lookUntilSeen(look, { clock, looks: 200, everyMs: 5 });
}

const runtimes = /(?:^|\/)(?:runc|crun|youki)$/;
