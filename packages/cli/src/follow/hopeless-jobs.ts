import type { Fate } from "@chronos-job/core";

/** What decides whether a job can still start. */
export interface Relative {
	readonly name: string;
	readonly parents?: readonly string[] | undefined;
	/** Whether its children run even when it fails (contract §5.8). */
	readonly softError?: boolean | undefined;
}

export interface Hopeless {
	readonly job: string;
	readonly parent: string;
	/** `has failed`, or that it will not run either. */
	readonly because: string;
}

/** Of the jobs without a fate those that will not run, because a parent that was followed too has not succeeded. */
export function hopelessJobs(relatives: readonly Relative[], fates: readonly Fate[]): readonly Hopeless[] {
	const softOnes = new Set(relatives.filter(({ softError }) => softError).map(({ name }) => name));
	const ends = new Map(fates.map((fate) => [fate.job, endWord(fate, softOnes)]));
	const open = relatives.filter(({ name }) => !ends.has(name));
	let found = openAfter(open, ends);
	for (let before = -1; before < found.length; found = openAfter(open, ends)) {
		before = found.length;
		for (const { job } of found) ends.set(job, "will not run either");
	}
	return found;
}

/** Those with a parent that has come to a bad end. */
function openAfter(open: readonly Relative[], ends: ReadonlyMap<string, string>): readonly Hopeless[] {
	return open.flatMap(({ name, parents = [] }) => {
		const parent = parents.find((each) => (ends.get(each) ?? "") !== "");
		return parent === undefined ? [] : { job: name, parent, because: ends.get(parent) ?? "" };
	});
}

/** Empty for an end after which the children run. */
function endWord({ job, outcome }: Fate, softOnes: ReadonlySet<string>): string {
	return outcome === "failed" && softOnes.has(job) ? "" : (endWords.get(outcome) ?? "");
}

const endWords: ReadonlyMap<Fate["outcome"], string> = new Map([
	["failed", "has failed"],
	["killed", "was killed"],
	["lost", "was lost"],
	["dropped", "was dropped"],
	["vanished", "was deleted"],
]);
