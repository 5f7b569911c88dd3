import { closest } from "../closest.ts";
import type { ComparisonToken, FilterProblem, Operator } from "./filter-tokens.ts";
import { globTest, isGlob } from "./glob.ts";
import type { JobFacts } from "./job-facts.ts";
import { type FieldKind, type FieldValue, findField, jobFieldNames, type NamedField } from "./job-fields.ts";

export type Test = (facts: JobFacts) => boolean;

/** One comparison as a test of jobs. */
export function compileComparison(token: ComparisonToken, now: number): Test | FilterProblem {
	const field = findField(token.field);
	if (field === undefined) return unknownField(token);
	if (token.operator === undefined || token.value === undefined) return bareTest(field, token, now);
	const made = makers[field.kind](field, { operator: token.operator, value: token.value, now });
	if (typeof made === "string") return { column: token.valueColumn ?? token.column, message: made };
	return (facts) => made(field.of(facts, now));
}

function unknownField({ field, column }: ComparisonToken): FilterProblem {
	const near = closest(field, jobFieldNames);
	return {
		column,
		message: `there is no field "${field}"; there are ${jobFieldNames.join(", ")}`,
		hint: near === undefined ? undefined : `Did you mean \`${near}\`?`,
	};
}

/** A flag alone means that it is set, a time that there is one. */
function bareTest(field: NamedField, { column }: ComparisonToken, now: number): Test | FilterProblem {
	if (field.kind === "flag") return (facts) => field.of(facts, now) === true;
	if (field.kind === "time") return (facts) => field.of(facts, now) !== undefined;
	return { column, message: `${field.name} is compared with nothing`, hint: `Write \`${field.name}=VALUE\`.` };
}

interface Asked {
	readonly operator: Operator;
	readonly value: string;
	readonly now: number;
}

type ValueTest = (value: FieldValue) => boolean;
/** Answers what is wrong with the value when nothing can be compared with it. */
type Maker = (field: NamedField, asked: Asked) => ValueTest | string;

const makers: Readonly<Record<FieldKind, Maker>> = {
	text: textTest,
	list: listTest,
	number: (field, asked) => {
		const limit = Number(asked.value);
		if (Number.isNaN(limit)) return `${field.name} is a number, and "${asked.value}" is none`;
		return orderTest(field, asked.operator, limit);
	},
	time: (field, asked) => {
		if (asked.value === "never") return equalityTest(field, asked, undefined);
		const limit = instantOf(asked);
		if (limit === undefined)
			return `${field.name} is a time, and "${asked.value}" is neither one like 2030-01-31 nor one like -24h, never or now`;
		return orderTest(field, asked.operator, limit);
	},
	flag: (field, asked) => {
		const flag = flags.get(asked.value.toLowerCase());
		return flag === undefined
			? `${field.name} is true or false, and not "${asked.value}"`
			: equalityTest(field, asked, flag);
	},
};

const flags: ReadonlyMap<string, boolean> = new Map([
	["true", true],
	["yes", true],
	["false", false],
	["no", false],
]);

function textTest(field: NamedField, { operator, value }: Asked): ValueTest | string {
	if (operator === "~" || operator === "!~") return patternTest(value, operator === "!~");
	if (operator !== "=" && operator !== "!=")
		return `${field.name} is a text, and texts are not compared with ${operator}`;
	if (field.choices !== undefined && !isGlob(value) && !field.choices.includes(value))
		return `${field.name} is never "${value}"; it is ${field.choices.join(" or ")}`;
	const test = isGlob(value) ? globTest(value) : (text: string) => text === value;
	return (found) => typeof found === "string" && test(found) === (operator === "=");
}

/** Of a list, any entry can match; with `!=` and `!~` none may. */
function listTest(field: NamedField, asked: Asked): ValueTest | string {
	const isNegated = asked.operator.startsWith("!");
	const positive = { ...asked, operator: opposites[asked.operator] ?? asked.operator };
	const test = textTest(field, positive);
	if (typeof test === "string") return test;
	return (found) => Array.isArray(found) && found.some((entry: string) => test(entry)) !== isNegated;
}

const opposites: Readonly<Partial<Record<Operator, Operator>>> = { "!=": "=", "!~": "~" };

function patternTest(pattern: string, isNegated: boolean): ValueTest | string {
	try {
		const regex = new RegExp(pattern, "i");
		return (found) => typeof found === "string" && regex.test(found) !== isNegated;
	} catch {
		return `"${pattern}" is no regular expression`;
	}
}

const orders: Readonly<Record<string, (found: number, limit: number) => boolean>> = {
	"=": (found, limit) => found === limit,
	"!=": (found, limit) => found !== limit,
	"<": (found, limit) => found < limit,
	"<=": (found, limit) => found <= limit,
	">": (found, limit) => found > limit,
	">=": (found, limit) => found >= limit,
};

function orderTest(field: NamedField, operator: Operator, limit: number): ValueTest | string {
	const order = orders[operator];
	if (order === undefined) return `${field.name} is a ${field.kind}, and has no pattern for ${operator}`;
	return (found) => typeof found === "number" && order(found, limit);
}

function equalityTest(field: NamedField, { operator, value }: Asked, wanted: FieldValue): ValueTest | string {
	if (operator !== "=" && operator !== "!=") return `${field.name} is or is not ${value}, so it takes = or !=`;
	return (found) => (found === wanted) === (operator === "=");
}

/** `now`, a date, a date and time, or so far from now: `-24h`, `+90m`, `-7d`. */
function instantOf({ value, now }: Asked): number | undefined {
	if (value === "now") return now;
	const [, sign = "", span = ""] = /^([+-])(\d+(?:\.\d+)?[smhdw])$/.exec(value) ?? [];
	if (sign !== "") return now + (sign === "-" ? -1 : 1) * Number.parseFloat(span) * (units[span.slice(-1)] ?? 0);
	const at = /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : Number.NaN;
	return Number.isNaN(at) ? undefined : at;
}

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
