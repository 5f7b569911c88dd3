import { ChronosError, closest, globTest } from "@chronos-job/core";

/** The jobs of a backup that words name: exact names or globs; all without a word. */
export function selectSaved<Item extends { readonly name: string }>(
	jobs: readonly Item[],
	words: readonly string[],
): readonly Item[] {
	if (words.length === 0) return jobs;
	const tests = words.map((word) => ({ word, test: globTest(word) }));
	const idle = tests.find(({ test }) => !jobs.some(({ name }) => test(name)));
	if (idle === undefined) return jobs.filter(({ name }) => tests.some(({ test }) => test(name)));
	const near = closest(
		idle.word,
		jobs.map(({ name }) => name),
	);
	throw new ChronosError("job.not-found", `no job in the backup matches "${idle.word}"`, {
		hint: near === undefined ? "Leave --only out to see all with --dry-run." : `Did you mean \`${near}\`?`,
	});
}
