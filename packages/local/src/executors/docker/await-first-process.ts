import type { Clock } from "@chronos-job/core";
import { commandLineOf } from "../process-table.ts";
import type { EngineClient } from "./engine-client.ts";

export interface Awaited {
	readonly client: Pick<EngineClient, "findContainer">;
	readonly id: string;
	readonly clock: Clock;
}

/** Waits until what sets up a container has become its first process; a signal before that it ends of in a way of its own, or never hears. */
export async function awaitFirstProcess({ client, id, clock }: Awaited): Promise<void> {
	const { State: state } = (await client.findContainer(id)) ?? {};
	if (state?.Pid === undefined || state.Pid <= 0) return;
	for (let looks = 0; looks < mostLooks; looks += 1) {
		// On the machine of another engine it is somebody else's, and has no such name.
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		const [program = ""] = await commandLineOf(state.Pid);
		if (!runtimes.test(program)) return;
		// oxlint-disable-next-line eslint/no-await-in-loop -- see above
		await clock.sleep(lookMs);
	}
}

const runtimes = /(?:^|\/)(?:runc|crun|youki)$/;
const mostLooks = 200;
const lookMs = 5;
