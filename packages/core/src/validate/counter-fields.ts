import type { Flaw } from "./flaws.ts";
import type { UnknownFlaw } from "./meant-field.ts";

/** What the server counts by itself, and yet believes anybody about (contract §2.7). */
const names: ReadonlySet<string> = new Set([
	"successCount",
	"errorCount",
	"errorsSinceLastSuccess",
	"lastSuccess",
	"lastError",
]);

export function isCounter({ path, field }: UnknownFlaw): boolean {
	return path.length === 1 && names.has(field);
}

/** The counters that say something; a 0 or an empty date is what the server takes anyway. */
export function countersAmong(flaws: readonly Flaw[]): readonly UnknownFlaw[] {
	return flaws.filter((flaw) => flaw.problem === "unknown").filter((flaw) => isCounter(flaw) && !isEmpty(flaw.actual));
}

function isEmpty(value: unknown): boolean {
	return value === 0 || value === "";
}
