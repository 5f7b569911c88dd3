import { type FieldValue, findField } from "@chronos-job/core";
import type { JobRow } from "./job-row.ts";
import type { SortValue } from "./state.ts";

/** What a row is sorted by in a field, as `list --sort` names it; undefined comes last. */
export type SortField = (row: JobRow) => SortValue;

export function sortFieldOf(name: string, now: number): SortField | undefined {
	const quick = rowFields.get(canonicalField(name));
	if (quick !== undefined) return quick;
	const field = findField(name);
	return field && ((row) => sortable(field.of(row.facts, now)));
}

/** The name that a field has in `list`, whatever people call it here. */
export function canonicalField(word: string): string {
	const lower = word.toLowerCase();
	return shortNames.get(lower) ?? findField(lower)?.name ?? lower;
}

const shortNames: ReadonlyMap<string, string> = new Map([
	["cpu", "cpus"],
	["gpu", "gpus"],
	["memory", "mem"],
	["runs", "errors"],
]);

const rowFields: ReadonlyMap<string, SortField> = new Map<string, SortField>([
	["name", ({ name }) => name],
	["state", ({ rank }) => rank],
	["last", ({ lastAt }) => lastAt],
	["next", ({ nextAt }) => nextAt],
	["successes", ({ successes }) => successes],
	["errors", ({ errors }) => errors],
	["cpus", ({ cpus }) => cpus],
	["mem", ({ memMb }) => memMb],
	["gpus", ({ gpus }) => gpus],
	["owner", ({ owner }) => owner],
	["schedule", ({ schedule }) => schedule],
	["running", ({ running }) => running],
]);

/** One value for many jobs: the worst state, the latest end, the next start, the sum of amounts. */
export function sortValueOfMany(field: string, values: readonly SortValue[]): SortValue {
	const numbers = values.filter((value) => typeof value === "number");
	if (numbers.length === 0) return values.find((value) => value !== undefined);
	const combine = combinations.get(canonicalField(field)) ?? ((a, b) => a + b);
	return numbers.reduce((a, b) => combine(a, b));
}

const combinations: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
	["state", Math.min],
	["next", Math.min],
	["last", Math.max],
	["lastSuccess", Math.max],
	["lastError", Math.max],
	["streak", Math.max],
]);

function sortable(value: FieldValue): SortValue {
	if (value === undefined || typeof value === "string" || typeof value === "number") return value;
	return typeof value === "boolean" ? Number(value) : value.join(",");
}
