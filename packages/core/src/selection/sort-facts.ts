import type { JobFacts } from "./job-facts.ts";
import type { FieldValue, NamedField } from "./job-fields.ts";

export interface SortKey {
	readonly field: NamedField;
	readonly isDescending: boolean;
}

/** What is unknown or never comes last, whichever the direction. */
export function sortFacts(facts: readonly JobFacts[], keys: readonly SortKey[], now: number): readonly JobFacts[] {
	if (keys.length === 0) return facts;
	const rows = facts.map((each) => ({ each, values: keys.map(({ field }) => field.of(each, now)) }));
	const sorted = rows.toSorted((a, b) => {
		for (const [index, { isDescending }] of keys.entries()) {
			const order = compare(a.values[index], b.values[index], isDescending);
			if (order !== 0) return order;
		}
		return 0;
	});
	return sorted.map(({ each }) => each);
}

function compare(a: FieldValue, b: FieldValue, isDescending: boolean): number {
	if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
	const [left, right] = [comparable(a), comparable(b)];
	if (left === right) return 0;
	return left < right === isDescending ? 1 : -1;
}

function comparable(value: Exclude<FieldValue, undefined>): string | number {
	if (typeof value === "string" || typeof value === "number") return value;
	return typeof value === "boolean" ? Number(value) : value.join(",");
}
