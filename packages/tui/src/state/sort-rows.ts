import type { JobRow } from "./job-row.ts";
import { type SortField, sortFieldOf } from "./row-fields.ts";
import type { SortChoice } from "./settings.ts";
import type { SortValue } from "./state.ts";

/** What has a place in the order: a job, or a sweep under `sweep:NAME`. */
export interface Entry {
	readonly key: string;
	readonly value: SortValue;
}

export interface SortRules {
	readonly sort: SortChoice;
	readonly now: number;
}

/** Every row, sorted; the same list as long as the rows are the same, so that a filter can be typed over it. */
export function sortedRows(rows: ReadonlyMap<string, JobRow>, rules: SortRules): readonly JobRow[] {
	const { field, isDescending } = rules.sort;
	const known = memory.get(rows);
	if (known?.field === field && known.isDescending === isDescending) return known.sorted;
	const byName = known?.byName ?? [...rows.values()].sort((a, b) => compareTexts(a.name, b.name));
	const sorted = field === "name" && !isDescending ? byName : sortByValue(byName, rules);
	memory.set(rows, { field, isDescending, byName, sorted });
	return sorted;
}

/** The order of what is sorted: by value, and what is equal by name. */
export function entryOrder({ isDescending }: SortChoice): (a: Entry, b: Entry) => number {
	return (a, b) =>
		compareValues(a.value, b.value, isDescending) ||
		compareTexts(plainName(a.key), plainName(b.key)) ||
		compareTexts(a.key, b.key);
}

export function fieldOf({ sort, now }: SortRules): SortField {
	return sortFieldOf(sort.field, now) ?? (({ name }) => name);
}

interface Sorted {
	readonly field: string;
	readonly isDescending: boolean;
	readonly byName: readonly JobRow[];
	readonly sorted: readonly JobRow[];
}

const memory = new WeakMap<ReadonlyMap<string, JobRow>, Sorted>();

/** Equal ones stay in the order in which they came. */
function sortByValue(rows: readonly JobRow[], rules: SortRules): readonly JobRow[] {
	const field = fieldOf(rules);
	const { isDescending } = rules.sort;
	const entries = rows.map((row) => ({ row, value: field(row) }));
	return entries.sort((a, b) => compareValues(a.value, b.value, isDescending)).map(({ row }) => row);
}

/** What is unknown comes last, whatever the direction. */
function compareValues(a: SortValue, b: SortValue, isDescending: boolean): number {
	if (a === b) return 0;
	if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
	return a < b === isDescending ? 1 : -1;
}

function compareTexts(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

function plainName(key: string): string {
	return key.startsWith("sweep:") ? key.slice("sweep:".length) : key;
}
