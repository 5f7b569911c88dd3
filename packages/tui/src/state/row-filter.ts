import { closest, findField, globTest, isGlob, jobFieldNames, parseFilter } from "@chronos-job/core";
import { type FilterCondition, type FilterWord, readFilterWords } from "./filter-words.ts";
import type { JobRow, RowState } from "./job-row.ts";
import { canonicalField } from "./row-fields.ts";
import { parseSpan } from "./parse-span.ts";

/** Whether a row stays. */
export type RowTest = (row: JobRow) => boolean;

export interface FilterPlace {
	readonly now: number;
	/** Who `me` is. */
	readonly user: string;
}

export interface RowFilter {
	/** Undefined when every row stays. */
	readonly test: RowTest | undefined;
	/** Whether it asks what only whole jobs tell. */
	readonly needsWhole: boolean;
}

export interface RowFilterProblem {
	readonly problem: string;
}

/** Reads what is typed after `/`, like `state:failed owner:me !draft`. */
export function parseRowFilter(text: string, place: FilterPlace): RowFilter | RowFilterProblem {
	const compiled = readFilterWords(text).map((word) => compile(word, place));
	const problem = compiled.find((each) => typeof each === "string");
	if (problem !== undefined) return { problem };
	const parts = compiled.filter((each) => typeof each === "object");
	if (parts.length === 0) return { test: undefined, needsWhole: false };
	const tests = parts.map(({ test }) => test);
	return {
		test: (row) => tests.every((test) => test(row)),
		needsWhole: parts.some(({ needsWhole }) => needsWhole),
	};
}

interface Part {
	readonly test: RowTest;
	readonly needsWhole: boolean;
}

/** A text says what is wrong. */
type Compiled = Part | string;

function compile({ condition, isNegated }: FilterWord, place: FilterPlace): Compiled {
	const part = compileCondition(condition, place);
	if (typeof part === "string" || !isNegated) return part;
	return { ...part, test: (row) => !part.test(row) };
}

function compileCondition(condition: FilterCondition, place: FilterPlace): Compiled {
	if (condition.kind === "text") return plain(condition.text);
	if (condition.kind === "fuzzy") return fuzzy(condition.text);
	return condition.kind === "pattern" ? pattern(condition.pattern) : comparison(condition, place);
}

function plain(text: string): Compiled {
	const wanted = text.toLowerCase();
	// The words of a schedule are only looked for where the name does not do.
	return { test: (row) => row.name.toLowerCase().includes(wanted) || row.haystack.includes(wanted), needsWhole: false };
}

/** All letters, in this order, whatever stands between them. */
function fuzzy(text: string): Compiled {
	const letters = Array.from(text.toLowerCase());
	return {
		needsWhole: false,
		test({ name }) {
			const lower = name.toLowerCase();
			let from = 0;
			return letters.every((letter) => {
				const at = lower.indexOf(letter, from);
				from = at + letter.length;
				return at !== -1;
			});
		},
	};
}

function pattern(text: string): Compiled {
	try {
		const regex = new RegExp(text, "i");
		return { test: ({ haystack, name }) => regex.test(name) || regex.test(haystack), needsWhole: false };
	} catch (error) {
		// The engine names the pattern first, which stands before it already.
		const reason = error instanceof Error ? (/: ([^:]*)$/.exec(error.message)?.[1] ?? "") : "";
		return `/${text}/ is no regular expression${reason === "" ? "" : `: ${reason.toLowerCase()}`}`;
	}
}

type Comparison = Extract<FilterCondition, { readonly kind: "field" }>;

function comparison(asked: Comparison, place: FilterPlace): Compiled {
	const { operator, value } = asked;
	const field = canonicalField(asked.field);
	if (value === "") return `nothing stands after ${asked.field}${operator}`;
	if (field === "age") return age(asked, place);
	if (findField(field) === undefined) return unknownField(asked.field);
	if (field === "state") return state(operator, value.toLowerCase());
	if (operator === ":" || field === "sweep") return sugar(field, meantBy(field, value, place), place);
	return expression(`${field}${operator}${JSON.stringify(meantBy(field, value, place))}`, place);
}

function meantBy(field: string, value: string, { user }: FilterPlace): string {
	return field === "owner" && value === "me" ? user : value;
}

function unknownField(word: string): string {
	const near = closest(word, [...jobFieldNames, "age", "cpu", "gpu"]);
	const hint = near === undefined ? "" : `; ${near} is near`;
	return `there is no field "${word}"${hint}`;
}

const states: readonly RowState[] = ["running", "queued", "retry", "failed", "ok", "fresh", "disabled"];

/** As in the table, or `idle` for all that neither run nor wait; behind a colon a part of the word does. */
function state(operator: string, word: string): Compiled {
	const wanted = new Set(word === "idle" ? states.slice(3) : states.filter((each) => isMeant(each, word, operator)));
	if (wanted.size === 0) return `state is never "${word}"; it is ${states.join(", ")} or idle`;
	if (![":", "=", "!="].includes(operator)) return `state is a word, and is not compared with ${operator}`;
	return { test: (row) => wanted.has(row.state) === (operator !== "!="), needsWhole: false };
}

function isMeant(state: RowState, word: string, operator: string): boolean {
	return operator === ":" ? state.includes(word) : state === word;
}

/** `field:value`, where texts need only contain the value. */
function sugar(field: string, value: string, place: FilterPlace): Compiled {
	const found = findField(field);
	if (found?.kind !== "text" && found?.kind !== "list") return expression(`${field}=${JSON.stringify(value)}`, place);
	const wanted = value.toLowerCase();
	const matches = isGlob(wanted) ? globTest(wanted) : (text: string) => text.includes(wanted);
	return {
		needsWhole: found.source === "job",
		test({ facts, sweep }) {
			const told = field === "sweep" ? sweep : found.of(facts, place.now);
			const texts = typeof told === "string" ? [told] : told;
			return Array.isArray(texts) && texts.some((text: string) => matches(text.toLowerCase()));
		},
	};
}

/** One comparison as `list --filter` has it. */
function expression(text: string, { now }: FilterPlace): Compiled {
	const filter = parseFilter(text, now);
	if ("message" in filter) return filter.message;
	return {
		test: ({ facts }) => filter.matches(facts),
		needsWhole: filter.fields.some(({ source }) => source === "job"),
	};
}

/** How long ago the last run ended. */
function age({ operator, value }: Comparison, { now }: FilterPlace): Compiled {
	const spanMs = parseSpan(value);
	const isLess = operator.startsWith("<");
	if (spanMs === undefined) return `age is a span like 90s, 12h or 7d, and "${value}" is none`;
	if (!isLess && !operator.startsWith(">")) return "age is compared with < or >";
	const limit = now - spanMs;
	return {
		test: ({ lastAt }) => lastAt !== undefined && (isLess ? lastAt > limit : lastAt < limit),
		needsWhole: true,
	};
}
