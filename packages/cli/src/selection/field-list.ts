import { ChronosError, closest } from "@chronos-job/core";
import type { JobFacts } from "./job-facts.ts";
import { type FieldValue, findField, jobFieldNames, type NamedField } from "./job-fields.ts";
import { parseFilter, type Filter } from "./parse-filter.ts";

export interface SortKey {
	readonly field: NamedField;
	readonly isDescending: boolean;
}

/** `name,cpus` as fields; stops at one that does not exist. */
export function readColumns(text: string): readonly NamedField[] {
	const words = wordsOf(text);
	if (words.length > 0) return words.map((word) => fieldOf("--columns", word));
	throw new ChronosError("usage.invalid", "--columns names no field", { hint: "Write fields like `name,cpus`." });
}

/** `-errors,name` as keys, the most important first. */
export function readSortKeys(text: string): readonly SortKey[] {
	return wordsOf(text).map((word) => ({
		field: fieldOf("--sort", word.replace(/^-/, "")),
		isDescending: word.startsWith("-"),
	}));
}

/** Stops at what is wrong with the expression, and says where. */
export function readFilter(text: string, now: number): Filter {
	const filter = parseFilter(text, now);
	if (!("message" in filter)) return filter;
	throw new ChronosError("usage.invalid", `--filter, column ${filter.column}: ${filter.message}`, {
		hint: filter.hint ?? "Write comparisons like `state=running and errors>0`.",
	});
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

function fieldOf(option: string, word: string): NamedField {
	const field = findField(word);
	if (field !== undefined) return field;
	const near = closest(word, jobFieldNames);
	throw new ChronosError("usage.invalid", `${option}: there is no field "${word}"`, {
		hint: near === undefined ? `There are ${jobFieldNames.join(", ")}.` : `Did you mean \`${near}\`?`,
	});
}

function wordsOf(text: string): readonly string[] {
	return text
		.split(",")
		.map((word) => word.trim())
		.filter((word) => word !== "");
}
