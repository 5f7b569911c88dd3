import { runLoop } from "./loop.ts";
import { findEntry, type Memory } from "./memory.ts";
import type { StoredJob } from "./stored-job.ts";

/** Creates a job or puts it in the place of another, as far as the lies let it. */
export function putJob(memory: Memory, job: StoredJob): void {
	const { entries, plays, lies } = memory;
	const { name } = job;
	const old = findEntry(memory, name);
	const wiped = old !== undefined && lies.take("wiped-counters", name) !== undefined && zeroCounters;
	// What is played begins when the job could be started.
	const isPlayed = job["disabled"] !== true;
	const isGhost = old === undefined && lies.take("ghost-job", name) !== undefined;
	entries.set(name, {
		job: { ...job, ...wiped, ...patchOf(memory, name), name },
		state: old?.state ?? "idle",
		isRegistered: old !== undefined,
		isGhost,
		stale: { job: old?.job, left: staleReads(memory, name) },
		coming: (isPlayed && plays.get(name)) || [],
	});
	if (isPlayed) plays.delete(name);
	runLoop(memory, (each) => !lies.has("sleeping-loop", each));
}

const zeroCounters = { successCount: 0, errorCount: 0, lastSuccess: "", lastError: "", errorsSinceLastSuccess: 0 };

function patchOf({ lies }: Memory, name: string): Readonly<Record<string, unknown>> {
	const lie = lies.take("altered-field", name);
	return lie === undefined ? {} : (lie.patch ?? { runAsUser: "nobody" });
}

function staleReads({ lies }: Memory, name: string): number {
	const lie = lies.take("stale-read", name);
	return lie === undefined ? 0 : (lie.reads ?? 1);
}
