import type { Flaw } from "./flaws.ts";
import { valueAt } from "./value-at.ts";

export interface EnvironmentEntry {
	readonly name: string;
	readonly value: string;
}

/** The variables that were meant by something other than a list of `{name, value}`; undefined where that is a guess. */
export function meantVariables(value: unknown, textOf = textOfValue): readonly EnvironmentEntry[] | undefined {
	if (typeof value === "string") return assignmentIn(value);
	if (typeof value !== "object" || value === null) return undefined;
	if (Array.isArray(value) || "name" in value || "value" in value) return undefined;
	const items: readonly (readonly [string, unknown])[] = Object.entries(value);
	if (items.some(([, item]) => typeof item === "object" && item !== null)) return undefined;
	const entries = items.flatMap(([name, item]) => (item === null ? [] : { name, value: textOf(name, item) }));
	return entries.length === 0 ? undefined : entries;
}

/** The variables of a map that have no value, which no list can say. */
export function emptyVariables(value: unknown): readonly string[] {
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([name, item]) => (item === null ? name : []));
}

function textOfValue(_: string, value: unknown): string {
	return String(value);
}

/** Whether the rule `environment.map` speaks about this flaw, so that the general ones are silent. */
export function isEnvironmentMistake(flaw: Flaw, job: unknown): boolean {
	if (flaw.path[0] !== "environmentVariables") return false;
	if (flaw.problem === "type") return flaw.path.length <= 2 && meantVariables(flaw.actual) !== undefined;
	return flaw.path.length === 3 && meantVariables(valueAt(job, flaw.path.slice(0, 2))) !== undefined;
}

function assignmentIn(text: string): readonly EnvironmentEntry[] | undefined {
	const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
	return name === undefined || value === undefined ? undefined : [{ name, value }];
}
