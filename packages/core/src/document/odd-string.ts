import { decodeEscapes } from "./escapes.ts";
import { BACKSLASH, isKeyAt, isLineEnd, lineEndAfter, QUOTE } from "./json-characters.ts";
import type { Mistake } from "./mistakes.ts";
import { controlCharacters, foreignQuotes, unclosedString, unknownEscapes } from "./string-mistakes.ts";

/** A quoted text as its author meant it. */
export interface OddString {
	readonly end: number;
	readonly value: string;
	readonly mistakes: readonly Mistake[];
}

/** Every character that opens a quotation besides ", with those that close it. */
const closers: ReadonlyMap<string, string> = new Map([
	["'", "'"],
	["`", "`"],
	["“", '”“"'],
	["”", '”"'],
	["„", '“”"'],
	["‟", '”"'],
	["＂", '＂"'],
	["«", "»"],
	["「", "」"],
	["‘", "’‘'"],
	["’", "’'"],
	["‚", "‘’'"],
	["＇", "＇'"],
]);

export function isForeignQuote(character: string): boolean {
	return closers.has(character);
}

/** Reads a text in " that is unclosed, or has raw control characters or unknown escapes in it. */
export function readOddString(text: string, start: number): OddString {
	const close = closingQuote(text, start);
	const contentEnd = close ?? unclosedEnd(text, start);
	const { value, unknown } = decodeEscapes(text.slice(start + 1, contentEnd));
	const place = { text, start, contentEnd };
	return {
		end: close === undefined ? contentEnd : contentEnd + 1,
		value: value.replaceAll("\r\n", "\n"),
		mistakes: [
			...(close === undefined ? [unclosedString(place)] : []),
			...controlCharacters(place),
			...unknownEscapes(place, unknown),
		],
	};
}

/** Reads a text in quotes that are not ". */
export function readForeignString(text: string, start: number): OddString {
	const close = foreignClose(text, start);
	const contentEnd = close ?? unclosedContentEnd(text, start + 1, lineEndAfter(text, start));
	const raw = text.slice(start + 1, contentEnd);
	const { value } = decodeEscapes(
		raw.replace(/\\([\s\S])/gu, (pair, letter: string) => (closers.has(letter) ? letter : pair)),
	);
	const end = close === undefined ? contentEnd : contentEnd + 1;
	return { end, value, mistakes: [foreignQuotes({ text, start, end, value })] };
}

function closingQuote(text: string, start: number): number | undefined {
	let at = start + 1;
	let mayBreak = false;
	for (; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (code === QUOTE) return at;
		if (code === BACKSLASH && !isLineEnd(text.charCodeAt(at + 1))) at += 1;
		else if (!mayBreak && isLineEnd(code)) {
			mayBreak = goesOn(text, at);
			if (!mayBreak) return undefined;
		}
	}
	return undefined;
}

// Whoever looks at more of them spends quadratic time on a text full of quotes.
const MOST_QUOTES = 12;
const afterText = /[ \t]*(?:[,}\]\r\n]|$)/y;

/** Whether the next quote closes this text, rather than opening the next one. */
function goesOn(text: string, lineEnd: number): boolean {
	const next = nextQuote(text, lineEnd);
	if (next === undefined || isKeyAt(text, next)) return false;
	afterText.lastIndex = next + 1;
	return afterText.test(text);
}

function nextQuote(text: string, from: number): number | undefined {
	let at = text.indexOf('"', from);
	for (let tries = 0; at >= 0 && tries < MOST_QUOTES; tries += 1) {
		if (text.charCodeAt(at - 1) !== BACKSLASH) return at;
		at = text.indexOf('"', at + 1);
	}
	return undefined;
}

function unclosedEnd(text: string, start: number): number {
	const lineEnd = lineEndAfter(text, start);
	// Without another quote no field can follow: what is left is the rest of this text.
	const isLast = nextQuote(text, lineEnd) === undefined && /[^\s,}\]]/u.test(text.slice(lineEnd));
	return unclosedContentEnd(text, start + 1, isLast ? text.length : lineEnd);
}

/** Leaves commas and brackets at the end to the surroundings, unless the brackets were opened inside. */
export function unclosedContentEnd(text: string, from: number, to: number): number {
	let tail = to;
	while (tail > from && /[\s,{}[\]]/u.test(text.charAt(tail - 1))) tail -= 1;
	let open = Math.max(0, balanceOf(text.slice(from, tail)));
	let end = tail;
	for (let at = tail; at < to; at += 1) {
		const change = balanceOf(text.charAt(at));
		if (change < 0 && open === 0) break;
		open += change;
		if (change !== 0) end = at + 1;
	}
	return end;
}

function balanceOf(text: string): number {
	return (text.match(/[{[]/gu)?.length ?? 0) - (text.match(/[}\]]/gu)?.length ?? 0);
}

const afterForeign = /[ \t]*(?:[,:}\]\r\n，：｝］、；]|$|\/\/)/y;

/** The first closing quote behind which a text may end, or at least the first one. */
function foreignClose(text: string, start: number): number | undefined {
	const opener = text.charAt(start);
	const ends = closers.get(opener) ?? opener;
	const found: number[] = [];
	for (let at = start + 1; at < text.length && found.length < MOST_QUOTES; at += 1) {
		const character = text.charAt(at);
		if (character === "\\") at += 1;
		else if (opener !== "`" && isLineEnd(character.charCodeAt(0))) break;
		else if (ends.includes(character)) {
			afterForeign.lastIndex = at + 1;
			if (afterForeign.test(text)) return at;
			found.push(at);
		}
	}
	return found[0];
}
