import type { ChronosTest, Topic } from "./chronos-test.ts";

/** A difference from Chronos that a server makes on purpose. */
export interface Deviation {
	/** In kebab-case, as it is documented. */
	readonly name: string;
	readonly because: string;
	/** The names of the tests that fail for it, or patterns of them: every one has to. */
	readonly tests: readonly (string | RegExp)[];
	/** What the server does instead, held against it as well. */
	readonly instead?: readonly ChronosTest[];
}

export function findDeviation(deviations: readonly Deviation[], test: string): Deviation | undefined {
	return deviations.find(({ tests }) => tests.some((wanted) => isMeant(test, wanted)));
}

/** What is wrong with the deviations themselves. */
export function findStrayDeviations(deviations: readonly Deviation[], topics: readonly Topic[]): readonly string[] {
	const names = topics.flatMap(({ tests }) => tests.map(({ name }) => name));
	const listed = deviations.flatMap(({ name, tests }) => tests.map((test) => ({ name, test })));
	return [
		...listed
			.filter(({ test }) => !names.some((name) => isMeant(name, test)))
			.map(({ name, test }) => `${name}: no test is ${String(test)}`),
		...names
			.filter((test) => listed.filter((entry) => isMeant(test, entry.test)).length > 1)
			.map((test) => `"${test}" is listed twice`),
	];
}

function isMeant(test: string, wanted: string | RegExp): boolean {
	return typeof wanted === "string" ? test === wanted : wanted.test(test);
}
