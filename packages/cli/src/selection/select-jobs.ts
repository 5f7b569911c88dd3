import { ChronosError, closest, globTest, isGlob } from "@chronos-job/core";

interface Named {
	readonly name: string;
}

/** The jobs that words name, in the order of the jobs: exact names or globs; all jobs when there is no word. */
export function selectJobs<Item extends Named>(jobs: readonly Item[], words: readonly string[]): readonly Item[] {
	if (words.length === 0) return jobs;
	const names = new Set(jobs.map(({ name }) => name));
	const exact = new Set(words.filter((word) => names.has(word)));
	const globs = words
		.filter((word) => !exact.has(word) && isGlob(word))
		.map((word) => ({ word, test: globTest(word) }));
	const missing = words.find((word) => !exact.has(word) && !isGlob(word));
	if (missing !== undefined) throw missingJob(missing, names);
	const idle = globs.find(({ test }) => !jobs.some(({ name }) => test(name)));
	if (idle !== undefined) throw unmatched(idle.word);
	return jobs.filter(({ name }) => exact.has(name) || globs.some(({ test }) => test(name)));
}

/** There is no such job; the hint has the name that was probably meant. */
export function missingJob(name: string, names: Iterable<string>): ChronosError {
	const near = closest(name, names);
	return new ChronosError("job.not-found", `the server has no job "${name}"`, {
		hint: near === undefined ? "Run `chronos-job list` to see the jobs." : `Did you mean \`${near}\`?`,
	});
}

function unmatched(glob: string): ChronosError {
	return new ChronosError("job.not-found", `no job on the server matches "${glob}"`, {
		hint: "Run `chronos-job list` to see the jobs.",
	});
}
