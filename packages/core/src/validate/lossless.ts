import type { TypeFlaw } from "./flaws.ts";

type Reading = string | number | boolean | readonly never[] | undefined;

/** What Chronos reads from a value of another type, if nothing gets lost on the way (contract §2.1). */
export function readLosslessly({ path, expected, actual }: Pick<TypeFlaw, "path" | "expected" | "actual">): Reading {
	// The one boolean that is read by a function of its own (contract §2.4).
	if (path.at(-1) === "forcePullImage") return anyCaseBooleanOf(actual);
	return readers[expected]?.(actual);
}

const readers: Readonly<Record<string, (actual: unknown) => Reading>> = {
	string: (actual) => (typeof actual === "number" || typeof actual === "boolean" ? String(actual) : undefined),
	boolean: (actual) => (typeof actual === "string" ? booleanOf(actual) : booleanOfNumber(actual)),
	number: (actual) => (typeof actual === "string" ? numberOf(actual) : undefined),
	integer: (actual) => (typeof actual === "string" ? integerOf(actual) : undefined),
	// Chronos walks over the items of whatever stands there, and here are none.
	array: (actual) => (actual === "" || isEmptyObject(actual) ? [] : undefined),
};

function anyCaseBooleanOf(actual: unknown): boolean | undefined {
	if (typeof actual !== "string" || !/^(true|false)$/i.test(actual)) return undefined;
	return actual.toLowerCase() === "true";
}

function booleanOf(text: string): boolean | undefined {
	const word = text.trim();
	if (word === "true") return true;
	// Every other text means false; these say so.
	return /^(false|no|off|0)$/i.test(word) ? false : undefined;
}

function booleanOfNumber(actual: unknown): boolean | undefined {
	return typeof actual === "number" && Number.isInteger(actual) ? actual !== 0 : undefined;
}

function numberOf(text: string): number | undefined {
	return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : undefined;
}

function integerOf(text: string): number | undefined {
	const number = numberOf(text);
	return Number.isInteger(number) ? number : undefined;
}

function isEmptyObject(actual: unknown): boolean {
	return typeof actual === "object" && actual !== null && !Array.isArray(actual) && Object.keys(actual).length === 0;
}
