import type { Clock } from "@chronos-job/core";
import { commandLineOf, parentOf, processesOf } from "../process-table.ts";
import type { Processes } from "../processes.ts";
import type { AskToEnd } from "../stop-processes.ts";

export interface AskerOptions {
	readonly processes: Pick<Processes, "signal">;
	readonly clock: Clock;
}

/** Asks the process that hands signals on to the job: a job that heard them from others besides would hear them twice. */
export function firstProcessAsker({ processes, clock }: AskerOptions): AskToEnd {
	return async (claim, sandbox, patienceMs) => {
		// What was slept is counted, because the clock may be set meanwhile.
		for (let left = patienceMs; ; left -= lookMs) {
			// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
			const members = await processesOf(claim, sandbox.workDirectory);
			if (members.length === 0) return "nobody";
			// oxlint-disable-next-line eslint/no-await-in-loop -- see above
			const first = await findFirst(members.map(({ pid }) => pid));
			if (first !== undefined) return processes.signal(first, "SIGTERM") ? "asked" : "nobody";
			// What has yet to set up the container would take no notice, or break with an error of its own.
			if (left <= 0) return "too-early";
			// oxlint-disable-next-line eslint/no-await-in-loop -- see above
			await clock.sleep(lookMs);
		}
	};
}

const lookMs = 20;

/** The one outside of the container that has the first one inside. */
async function findFirst(pids: readonly number[]): Promise<number | undefined> {
	const all = await Promise.all(
		pids.map(async (pid) => ({ pid, name: (await commandLineOf(pid))[0] ?? "", parent: await parentOf(pid) })),
	);
	// One that has just been made still has the name of the runtime, and hears nothing yet.
	const parents = all.filter(({ name }) => name === "appinit" || name === "sinit").map(({ parent }) => parent);
	return all.find(({ pid, name }) => isRuntime(name) && parents.includes(pid))?.pid;
}

function isRuntime(name: string): boolean {
	return /^(?:Apptainer|Singularity) runtime parent/.test(name);
}
