import { isGlob, type ReadClient } from "@chronos-job/core";
import type { Job, JobSpec } from "@chronos-job/schemas";

// A list of all jobs takes large servers minutes (contract §9.19); a few jobs are asked for one by one.
const fewJobs = 20;

/** The jobs of the server that matter to some specs: all of them, or those of the same names and their parents. */
export async function findJobsFor(client: ReadClient, specs: readonly Partial<JobSpec>[]): Promise<readonly Job[]> {
	const names = new Set(
		specs.flatMap(({ name, parents }) => [...(name === undefined ? [] : [name]), ...(parents ?? [])]),
	);
	return names.size > fewJobs ? client.jobs.list() : findNamed(client, [...names]);
}

/** Those of some names that the server has. */
export async function findNamed(client: ReadClient, names: readonly string[]): Promise<readonly Job[]> {
	if (names.length > fewJobs) {
		const wanted = new Set(names);
		return (await client.jobs.list()).filter(({ name }) => wanted.has(name));
	}
	const found = await Promise.all(names.map((name) => client.jobs.find(name)));
	return found.filter((job) => job !== undefined);
}

/** All that words may select: jobs by name, or every job when one of them is a pattern or is none. */
export async function findSelected(client: ReadClient, words: readonly string[]): Promise<readonly Job[]> {
	if (words.some(isGlob)) return client.jobs.list();
	const found = await findNamed(client, words);
	// The list knows what may have been meant by a name that is none.
	return found.length < new Set(words).size ? client.jobs.list() : found;
}
