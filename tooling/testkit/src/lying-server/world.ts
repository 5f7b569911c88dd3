import type { Lies } from "./lies.ts";
import { runLoop } from "./loop.ts";
import { type Entry, entryOf, findEntry, type Memory, readEntry, registeredEntries } from "./memory.ts";
import { putJob } from "./put-job.ts";
import { removeJob } from "./remove-job.ts";
import { finishJob, goOn, launchJob, type Outcome, setJobState, startJob } from "./run-job.ts";
import type { StoredJob } from "./stored-job.ts";

/** The jobs of the server, and all that can happen to them. */
export interface World {
	/** What is stored, whether calls find it or not. */
	readonly stored: (name: string) => StoredJob | undefined;
	/** One of those that calls find. */
	readonly find: (name: string) => Entry | undefined;
	/** One read of one job. */
	readonly readJob: (name: string) => StoredJob | undefined;
	/** One read of all. */
	readonly readJobs: () => readonly StoredJob[];
	/** One look at what all do. */
	readonly readStates: () => readonly Entry[];
	readonly put: (job: StoredJob) => void;
	readonly remove: (name: string) => void;
	readonly start: (name: string) => void;
	readonly launch: (name: string) => void;
	readonly finish: (name: string, outcome: Outcome) => void;
	readonly markSuccessful: (name: string) => void;
	readonly setState: (name: string, state: string) => void;
	readonly change: (name: string, patch: Readonly<Record<string, unknown>>) => void;
	/** What is to happen after the next submit or start, one word with each look at the states. */
	readonly play: (name: string, words: readonly string[]) => void;
	/** Lets the loop run, whatever lies say. */
	readonly wake: () => void;
}

export function createWorld({ lies, now }: { readonly lies: Lies; readonly now: () => number }): World {
	const memory: Memory = { entries: new Map(), plays: new Map(), lies, now };
	const shown = () => registeredEntries(memory).flatMap((entry) => readEntry(entry) ?? []);
	return {
		stored: (name) => memory.entries.get(name)?.job,
		find: (name) => findEntry(memory, name),
		readJob: (name) => {
			const entry = findEntry(memory, name);
			return entry && readEntry(entry)?.job;
		},
		readJobs: () => shown().map(({ job }) => job),
		readStates: () => {
			for (const entry of registeredEntries(memory)) goOn(memory, entry);
			return shown();
		},
		put: (job) => putJob(memory, job),
		remove: (name) => removeJob(memory, name),
		start: (name) => startJob(memory, name),
		launch: (name) => launchJob(memory, name),
		finish: (name, outcome) => finishJob(memory, name, outcome),
		markSuccessful: (name) => {
			const { state } = entryOf(memory, name);
			finishJob(memory, name, "success");
			entryOf(memory, name).state = state;
		},
		setState: (name, state) => setJobState(memory, name, state),
		change: (name, patch) => {
			const entry = entryOf(memory, name);
			entry.job = { ...entry.job, ...patch, name };
		},
		play: (name, words) => void memory.plays.set(name, words),
		wake: () => runLoop(memory, () => true),
	};
}
