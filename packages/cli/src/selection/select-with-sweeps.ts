import { isGlob } from "@chronos-job/core";
import { knownGroups, type SweepsOf } from "../sweep/known-groups.ts";
import { selectJobs } from "./select-jobs.ts";

/** The jobs that words name, as `selectJobs` has it, where `sweep:NAME` and the name of a sweep begun from here are all its jobs. */
export async function selectWithSweeps<Item extends { readonly name: string }>(
	place: SweepsOf,
	jobs: readonly Item[],
	words: readonly string[],
): Promise<readonly Item[]> {
	const names = new Set(jobs.map(({ name }) => name));
	if (words.every((word) => names.has(word) || isGlob(word))) return selectJobs(jobs, words);
	const groups = await knownGroups(place);
	const { expandGroups } = await import("../sweep/collapse-groups.ts");
	return selectJobs(jobs, expandGroups(words, { groups, jobs }));
}
