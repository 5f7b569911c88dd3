import type { Clock } from "@chronos-job/core";
import { lookUntilSeen } from "../look-until-seen.ts";
import { commandLineOf, parentOf, processesOf } from "../process-table.ts";
import type { Processes } from "../processes.ts";
import type { Asked, AskToEnd } from "../stop-processes.ts";

export interface AskerOptions {
	readonly processes: Pick<Processes, "signal">;
	readonly clock: Clock;
}

/** Asks the process that hands signals on to the job: a job that heard them from others besides would hear them twice. */
export function firstProcessAsker({ processes, clock }: AskerOptions): AskToEnd {
	return async (claim, sandbox, patienceMs) => {
		const ask = async (): Promise<Asked | undefined> => {
			const members = await processesOf(claim, sandbox.workDirectory);
			if (members.length === 0) return "nobody";
			const first = await findFirst(members.map(({ pid }) => pid));
			// What has yet to set up the container would take no notice, or break with an error of its own.
			if (first === undefined) return undefined;
			return processes.signal(first, "SIGTERM") ? "asked" : "nobody";
		};
		const looks = 1 + Math.ceil(patienceMs / lookMs);
		return (await lookUntilSeen(ask, { clock, looks, everyMs: lookMs })) ?? "too-early";
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
