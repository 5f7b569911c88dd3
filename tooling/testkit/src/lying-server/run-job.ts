import { isExhausted, launchSchedule } from "./launch-schedule.ts";
import { type Entry, entryOf, findEntry, type Memory, registeredEntries } from "./memory.ts";
import { removeJob } from "./remove-job.ts";
import { parentsOf, type StoredJob } from "./stored-job.ts";

export type Outcome = "success" | "failure" | "killed";

/** Puts a job into the queue, by hand. */
export function startJob(memory: Memory, name: string): void {
	const entry = entryOf(memory, name);
	entry.coming = memory.plays.get(name) ?? entry.coming;
	memory.plays.delete(name);
	// A disabled job shows `queued` until the next offer (contract §6); here that comes at once.
	if (entry.job["disabled"] !== true && entry.state === "idle") entry.state = "queued";
}

/** Starts a run, which uses up a repetition. */
export function launchJob(memory: Memory, name: string): void {
	const entry = entryOf(memory, name);
	entry.state = `${runningCount(entry.state) + 1} running`;
	entry.job = relaunched(entry.job, { now: memory.now(), isClamped: !memory.lies.has("r0-to-r", name) });
}

/** Ends a run and counts it (contract §5.7). */
export function finishJob(memory: Memory, name: string, outcome: Outcome): void {
	const entry = entryOf(memory, name);
	const left = runningCount(entry.state) - 1;
	entry.state = left > 0 ? `${left} running` : "idle";
	// The last run has been tried again before it failed for good.
	if (outcome === "failure" && isExhausted(entry.job["schedule"]) && memory.lies.has("r0-to-r", name))
		entry.job = relaunched(entry.job, { now: memory.now(), isClamped: false });
	entry.job = { ...entry.job, ...verdicts[outcome](entry.job, new Date(memory.now()).toISOString()) };
	if (outcome === "success") queueChildren(memory, name);
}

export function setJobState(memory: Memory, name: string, state: string): void {
	const entry = entryOf(memory, name);
	if (runningCount(state) > 0 && runningCount(entry.state) === 0) launchJob(memory, name);
	entry.state = state;
}

/** Lets the next of what is to come happen to a job. */
export function goOn(memory: Memory, entry: Entry): void {
	const [word, ...rest] = entry.coming;
	if (word === undefined) return;
	entry.coming = rest;
	const { name } = entry.job;
	if (isOutcome(word)) finishJob(memory, name, word);
	else if (word === "vanished") removeJob(memory, name);
	else setJobState(memory, name, word);
}

const verdicts: Readonly<Record<Outcome, (job: StoredJob, at: string) => Readonly<Record<string, unknown>>>> = {
	success: (job, at) => ({
		successCount: Number(job["successCount"]) + 1,
		errorsSinceLastSuccess: 0,
		lastSuccess: at,
		...(isExhausted(job["schedule"]) && { disabled: true }),
	}),
	// A failure enables what was disabled meanwhile (contract §5.7).
	failure: (job, at) => ({
		errorCount: Number(job["errorCount"]) + 1,
		errorsSinceLastSuccess: Number(job["errorsSinceLastSuccess"]) + 1,
		lastError: at,
		disabled: false,
	}),
	killed: () => ({}),
};

function isOutcome(word: string): word is Outcome {
	return Object.hasOwn(verdicts, word);
}

function queueChildren(memory: Memory, name: string): void {
	for (const entry of registeredEntries(memory)) {
		const parents = parentsOf(entry.job);
		const isFree = entry.job["disabled"] !== true && entry.state === "idle";
		const isReady = parents.every((parent) => findEntry(memory, parent)?.job["lastSuccess"] !== "");
		if (parents.includes(name) && isFree && isReady) entry.state = "queued";
	}
}

function runningCount(state: string): number {
	return state.endsWith("running") ? Number.parseInt(state, 10) || 1 : 0;
}

function relaunched(job: StoredJob, options: Parameters<typeof launchSchedule>[1]): StoredJob {
	const schedule = job["schedule"];
	return typeof schedule === "string" ? { ...job, schedule: launchSchedule(schedule, options) } : job;
}
