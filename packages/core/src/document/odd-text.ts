import type { Mistake } from "./mistakes.ts";
import { mention, quote } from "./shown-text.ts";

/** What other keyboards type for the punctuation of JSON. */
const twins = {
	"｛": "{",
	"｝": "}",
	"［": "[",
	"］": "]",
	"【": "[",
	"】": "]",
	"：": ":",
	"，": ",",
	"、": ",",
	"；": ",",
} as const;

export type Punctuation = "{" | "}" | "[" | "]" | ":" | ",";

const twinOf: ReadonlyMap<string, Punctuation> = new Map(Object.entries(twins));

export function findTwin(character: string): Punctuation | undefined {
	return twinOf.get(character);
}

export function fullWidth(character: string, twin: string, start: number): Mistake {
	const code = character.charCodeAt(0).toString(16).toUpperCase();
	return {
		code: "syntax.full-width",
		start,
		end: start + 1,
		message: `${character} (U+${code}) only looks like ${twin}`,
		hint: `Write ${twin} instead.`,
		fix: { title: `write ${twin}`, edits: [{ start, end: start + 1, text: twin }] },
	};
}

export function hashComment(start: number, end: number): Mistake {
	return {
		code: "syntax.hash-comment",
		start,
		end,
		message: "this comment begins with #, which is no comment in JSON",
		hint: "Write // instead of #.",
		fix: { title: "write //", edits: [{ start, end: start + 1, text: "//" }] },
	};
}

export function unclosedComment(start: number): Mistake {
	return {
		code: "syntax.unclosed",
		start,
		end: start + 2,
		message: "this comment goes on to the end of the text",
		hint: "Write */ where it ends.",
		swallowsRest: true,
	};
}

/** A value without quotes, as its author meant it. */
export interface BareValue {
	readonly value: string | number | boolean | null | undefined;
	/** Absent when the value is good JSON, and only what follows it is odd. */
	readonly mistake?: Mistake;
}

/** Reads a value that does not end like a JSON value. */
export function readBareValue(text: string, start: number, end: number): BareValue {
	const written = text.slice(start, end);
	const place = { written, start, end };
	return (
		readPlain(written.normalize("NFKC"), place) ??
		readLiteral(written, place) ??
		readNumber(written, place) ??
		readPlaceholder(written, place) ??
		readText(written, place)
	);
}

interface Place {
	readonly written: string;
	readonly start: number;
	readonly end: number;
}

function replaceBy(json: string, { start, end }: Place): Pick<Mistake, "hint" | "fix"> {
	const shown = mention(json, 60);
	return { hint: `Write ${shown}.`, fix: { title: `write ${shown}`, edits: [{ start, end, text: json }] } };
}

function readPlain(plain: string, place: Place): BareValue | undefined {
	if (!/^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/u.test(plain)) return undefined;
	const parsed: unknown = JSON.parse(plain);
	const value = typeof parsed === "number" || typeof parsed === "boolean" ? parsed : null;
	const { written, start, end } = place;
	if (plain === written) return { value };
	const message = `${mention(written)} only looks like ${plain}`;
	return { value, mistake: { code: "syntax.full-width", start, end, message, ...replaceBy(plain, place) } };
}

interface Meaning {
	readonly value: number | boolean | null | undefined;
	readonly json?: string;
	readonly hint?: string;
}

const yes: Meaning = { value: true, json: "true" };
const no: Meaning = { value: false, json: "false" };
const none: Meaning = { value: null, json: "null" };
const infinite = "Write a number that has an end.";

const meanings: ReadonlyMap<string, Meaning> = new Map([
	["true", yes],
	["yes", yes],
	["on", yes],
	["false", no],
	["no", no],
	["off", no],
	["null", none],
	["none", none],
	["nil", none],
	["undefined", { value: undefined, hint: "Leave the field out." }],
	["nan", { value: Number.NaN, hint: "Write a number." }],
	["infinity", { value: Number.POSITIVE_INFINITY, hint: infinite }],
	["+infinity", { value: Number.POSITIVE_INFINITY, hint: infinite }],
	["-infinity", { value: Number.NEGATIVE_INFINITY, hint: infinite }],
]);

function readLiteral(written: string, place: Place): BareValue | undefined {
	const meaning = meanings.get(written.toLowerCase());
	if (meaning === undefined) return undefined;
	const { start, end } = place;
	const repair = meaning.json === undefined ? { hint: meaning.hint ?? "" } : replaceBy(meaning.json, place);
	const message = `JSON has no value ${written}`;
	return { value: meaning.value, mistake: { code: "syntax.bare-word", start, end, message, ...repair } };
}

const decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/u;
const otherBase = /^[-+]?0(?:[xX][\da-fA-F]+|[oO][0-7]+|[bB][01]+)$/u;

function readNumber(written: string, place: Place): BareValue | undefined {
	const cleaned = written.replaceAll(/(?<=\d)_(?=\d)/gu, "");
	if (!decimal.test(cleaned) && !otherBase.test(cleaned)) return undefined;
	const size = Number(cleaned.replace(/^[-+]/u, ""));
	const value = cleaned.startsWith("-") ? -size : size;
	const { start, end } = place;
	const repair = Number.isFinite(value) ? replaceBy(JSON.stringify(value), place) : { hint: "Write a smaller number." };
	const message = `JSON does not write numbers like ${mention(written)}`;
	return { value, mistake: { code: "syntax.number", start, end, message, ...repair } };
}

const placeholder = /^(?:\{\{.*\}\}|\{%.*%\}|\$\{.*\}|\$\(.*\)|\$\w+|%\w|%\(\w+\)\w|<[\w .:-]+>|@\w+@|__\w+__)$/u;

function readPlaceholder(written: string, { start, end }: Place): BareValue | undefined {
	if (!placeholder.test(written)) return undefined;
	const message = `the placeholder ${mention(written)} has not been filled in`;
	return {
		value: written,
		mistake: { code: "syntax.bare-word", start, end, message, hint: "Fill it in, or put it in quotes." },
	};
}

function readText(written: string, place: Place): BareValue {
	const { start, end } = place;
	const lead = { code: "syntax.bare-word", start, end } as const;
	if (!/[\p{L}\p{N}]/u.test(written)) {
		const message = `${mention(written)} means nothing in JSON`;
		return { value: undefined, mistake: { ...lead, message, hint: "Remove it, or put it in quotes." } };
	}
	const isOpen = written.indexOf('"') === written.length - 1;
	const value = isOpen ? written.slice(0, -1) : written;
	const message = isOpen
		? `the opening quote of ${quote(value)} is missing`
		: `the text ${quote(value)} stands without quotes`;
	return { value, mistake: { ...lead, message, ...replaceBy(JSON.stringify(value), place) } };
}
