import type { TypeFlaw } from "./flaws.ts";

/** What Chronos makes of a value that does not fit, as the end of a sentence that starts with "which Chronos" (contract §2.1). */
export function misreadingOf({ path, expected, actual }: TypeFlaw): string {
	if (typeof actual === "number" && !Number.isFinite(actual)) return "never gets, because JSON has no such number";
	if (path.length === 1 && path[0] === "container") return "ignores: the job would run without a container";
	return (becomes[expected] ?? refused)(actual);
}

const becomes: Readonly<Record<string, (actual: unknown) => string>> = {
	string: () => "reads as an empty text",
	boolean: () => "reads as false",
	number: (actual) => `reads as ${numberIn(actual)}`,
	integer: (actual) => `reads as ${Math.trunc(numberIn(actual))}`,
	array: (actual) => (typeof actual === "object" ? "takes for a list of its values" : "reads as an empty list"),
	object: refused,
};

function refused(): string {
	return "refuses with status 500";
}

function numberIn(actual: unknown): number {
	if (typeof actual !== "string" && typeof actual !== "number" && typeof actual !== "boolean") return 0;
	const number = Number(actual);
	return Number.isNaN(number) ? 0 : number;
}
