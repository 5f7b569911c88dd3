import type { Lies } from "./lies.ts";
import type { StoredJob } from "./stored-job.ts";

/** What the server knows and nobody else sees. */
export interface Memory {
	readonly entries: Map<string, Entry>;
	/** What is to happen after the next submit or start of a job. */
	readonly plays: Map<string, readonly string[]>;
	readonly lies: Lies;
	readonly now: () => number;
}

/** A job's place in it. */
export interface Entry {
	job: StoredJob;
	/** The word of the summary: `idle`, `queued`, `running` or `2 running`. */
	state: string;
	/** Whether the loop has taken it into the graph; all calls but a new submit look there. */
	isRegistered: boolean;
	readonly isGhost: boolean;
	/** What reads show for a while instead; no job means that it is not there yet. */
	readonly stale: { readonly job: StoredJob | undefined; left: number };
	/** What happens to it, one word with each look at the states. */
	coming: readonly string[];
}

/** A job that calls find. */
export function findEntry({ entries }: Memory, name: string): Entry | undefined {
	const entry = entries.get(name);
	return entry?.isRegistered === true ? entry : undefined;
}

export function entryOf(memory: Memory, name: string): Entry {
	const entry = findEntry(memory, name);
	if (entry === undefined) throw new Error(`the lying server has no job ${name}`);
	return entry;
}

export function registeredEntries({ entries }: Memory): readonly Entry[] {
	return [...entries.values()].filter(({ isRegistered }) => isRegistered);
}

/** What one read shows of a job, if anything. */
export function readEntry(entry: Entry): Entry | undefined {
	if (entry.stale.left === 0) return entry;
	entry.stale.left--;
	return entry.stale.job === undefined ? undefined : { ...entry, job: entry.stale.job };
}
