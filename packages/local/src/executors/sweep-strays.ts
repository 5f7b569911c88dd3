import { dirname } from "node:path";
import type { Clock } from "@chronos-job/core";
import { sandboxAt } from "../sandbox/sandbox.ts";
import { readClaim, readExit } from "./attempt-record.ts";
import { commandLineOf, eachProcess, findMark } from "./process-table.ts";
import type { Processes } from "./processes.ts";

export interface SweepOptions {
	readonly processes: Pick<Processes, "signal">;
	readonly clock: Clock;
}

/** Answers what asks for a sweep; those that are asked for within a moment are one. */
export function createSweep(options: SweepOptions): () => void {
	let isAsked = false;
	return () => {
		if (isAsked) return;
		isAsked = true;
		const sweep = async (): Promise<void> => {
			await options.clock.sleep(delayMs);
			isAsked = false;
			await sweepStrays(options.processes);
		};
		// What could not be looked at is met by the next one.
		void sweep().catch(() => undefined);
	};
}

// One look at all processes takes some milliseconds, whatever the number of attempts that ended before it.
const delayMs = 500;

/** Ends the daemons of attempts that have ended, as Mesos empties a container; answers which. */
export async function sweepStrays({ signal }: Pick<Processes, "signal">): Promise<readonly number[]> {
	const killed = new Set<number>();
	for (;;) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- what forks meanwhile is met in the next round
		const fresh = (await findStrays()).filter((pid) => !killed.has(pid));
		if (fresh.length === 0) return [...killed];
		for (const pid of fresh) {
			killed.add(pid);
			signal(pid, "SIGKILL");
		}
	}
}

async function findStrays(): Promise<readonly number[]> {
	const found = await eachProcess(async (pid) => ((await isStray(pid)) ? pid : undefined));
	return found.filter((pid) => pid !== undefined);
}

async function isStray(pid: number): Promise<boolean> {
	const mark = await findMark(pid);
	const nonce = mark === undefined ? undefined : findEnded(mark);
	if (nonce === undefined) return false;
	const words = await commandLineOf(pid);
	// The supervisor may still be making its record safe.
	return words.length > 0 && !words.includes(nonce);
}

/** The nonce of the attempt with this working directory, if its record says that it has ended. */
function findEnded(workDirectory: string): string | undefined {
	const directory = dirname(workDirectory);
	const claim = sandboxAt(directory).workDirectory === workDirectory ? readClaim(directory) : undefined;
	if (claim === undefined || claim === "torn") return undefined;
	return readExit(directory, claim) === undefined ? undefined : claim.nonce;
}
