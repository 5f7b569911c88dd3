import { isDeepStrictEqual } from "node:util";

/** What a server did otherwise. */
export class Difference extends Error {
	readonly expected: unknown;
	readonly actual: unknown;

	constructor(what: string, expected: unknown, actual: unknown) {
		super(what);
		this.name = "Difference";
		this.expected = expected;
		this.actual = actual;
	}
}

export function equal(what: string, actual: unknown, expected: unknown): void {
	if (!isDeepStrictEqual(actual, expected)) throw new Difference(what, expected, actual);
}

export function matches(what: string, actual: string | undefined, pattern: RegExp): void {
	if (actual === undefined || !pattern.test(actual)) throw new Difference(what, pattern, actual);
}

/** The facts are printed when it is not so. */
export function holds(what: string, isSo: boolean, facts?: unknown): void {
	if (!isSo) throw new Difference(what, what, facts ?? false);
}
