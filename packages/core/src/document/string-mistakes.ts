import type { Edit } from "./finding.ts";
import type { Span } from "./escapes.ts";
import type { Mistake } from "./mistakes.ts";
import { quote, showControls } from "./shown-text.ts";

/** Where a text in " stands; the content ends before the closing quote. */
export interface StringPlace {
	readonly text: string;
	readonly start: number;
	readonly contentEnd: number;
}

/** A longer list of edits is no repair any more. */
const MOST_EDITS = 1000;

export function unclosedString({ text, start, contentEnd }: StringPlace): Mistake {
	const lead = { code: "syntax.unclosed-string", start, end: contentEnd } as const;
	const message = `the text ${quote(text.slice(start + 1, contentEnd))} has no closing quote`;
	if (!/\S/u.test(text.slice(contentEnd))) {
		// Nobody knows how the text went on.
		return { ...lead, message: `${message}, and the file ends in it as if cut off`, hint: "Give the whole file." };
	}
	const fix = { title: "close the text", edits: [{ start: contentEnd, end: contentEnd, text: '"' }] };
	return { ...lead, message, hint: 'Write " where the text ends.', fix };
}

/** A field name like `"name: 5`, whose closing quote was forgotten. */
export function unclosedKey(text: string, start: number, end: number): Mistake {
	return {
		code: "syntax.unclosed-string",
		start,
		end,
		message: `the field name ${quote(text.slice(start + 1, end))} has no closing quote`,
		hint: `Write ${quote(text.slice(start + 1, end))}.`,
		fix: { title: "close the field name", edits: [{ start: end, end, text: '"' }] },
	};
}

// oxlint-disable-next-line eslint/no-control-regex -- they are what it looks for
const control = /\\?(?:\r\n|[\0-\x1f])/gu;

export function controlCharacters({ text, start, contentEnd }: StringPlace): readonly Mistake[] {
	const edits: Edit[] = [];
	for (const match of text.slice(start + 1, contentEnd).matchAll(control)) {
		const at = start + 1 + match.index;
		edits.push({ start: at, end: at + match[0].length, text: escaped(match[0]) });
		if (edits.length > MOST_EDITS) break;
	}
	const first = edits[0];
	if (first === undefined) return [];
	const what = /[\r\n]/u.test(text.slice(first.start, first.end)) ? "a line break" : controlName(first.text);
	return [
		{
			code: "syntax.control-character",
			start: first.start,
			end: first.end,
			message: `this text contains ${what}${othersOf(edits.length)}`,
			hint: `Write ${first.text} instead.`,
			...(edits.length > MOST_EDITS ? {} : { fix: { title: "write the characters as escapes", edits } }),
		},
	];
}

function isControl(code: number): boolean {
	return code < 0x20;
}

function othersOf(count: number): string {
	return count === 1 ? "" : `, and ${count - 1} more of the kind`;
}

function escaped(raw: string): string {
	return JSON.stringify(raw.replace("\r\n", "\n")).slice(1, -1);
}

function controlName(escape: string): string {
	return escape === "\\t" ? "a raw tab" : `the raw control character ${escape}`;
}

/** A backslash before a raw control character belongs to that character's own mistake. */
export function unknownEscapes({ text, start }: StringPlace, found: readonly Span[]): readonly Mistake[] {
	const escapes = found
		.slice(0, MOST_EDITS + 1)
		.map((escape) => ({ start: start + 1 + escape.start, end: start + 1 + escape.end }))
		.filter(({ end }) => !isControl(text.charCodeAt(end - 1)));
	const first = escapes[0];
	if (first === undefined) return [];
	const written = showControls(text.slice(first.start, first.end));
	// Nobody can know whether the quote of \' was meant alone or with its backslash.
	const isClear = escapes.length <= MOST_EDITS && escapes.every(({ start: at }) => text.charAt(at + 1) !== "'");
	const edits = escapes.map(({ start: at }) => ({ start: at, end: at, text: "\\" }));
	return [
		{
			code: "syntax.escape",
			start: first.start,
			end: first.end,
			message: `JSON does not know the escape ${written}${othersOf(escapes.length)}`,
			hint: `Write \\${written} for a backslash that stays.`,
			...(isClear ? { fix: { title: "double the backslash", edits } } : {}),
		},
	];
}

export interface ForeignPlace {
	readonly text: string;
	readonly start: number;
	readonly end: number;
	readonly value: string;
}

export function foreignQuotes({ text, start, end, value }: ForeignPlace): Mistake {
	const opener = text.charAt(start);
	const isSingle = opener === "'" || opener === "`";
	return {
		code: isSingle ? "syntax.single-quotes" : "syntax.full-width",
		start,
		end,
		message: `this text stands between ${opener} and ${text.charAt(end - 1)}, JSON knows only "`,
		hint: `Write ${quote(value)}.`,
		fix: { title: 'write "', edits: [{ start, end, text: JSON.stringify(value) }] },
	};
}
