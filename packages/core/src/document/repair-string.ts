import { decodeEscapes } from "./escapes.ts";
import { isKeyAt, lineEndAfter, lineStartBefore } from "./json-characters.ts";
import type { Mistake } from "./mistakes.ts";
import { unclosedContentEnd, type OddString } from "./odd-string.ts";
import { foreignQuotes, unclosedString } from "./string-mistakes.ts";
import { quote } from "./shown-text.ts";

// Far enough for any command, near enough to look often.
const WINDOW = 4000;

/** Reads a text in " anew, because what follows its closing quote makes no sense; undefined when this makes none either. */
export function repairString(text: string, start: number, end: number): OddString | undefined {
	if (text.charAt(start) !== '"') return undefined;
	const own = hasOwnLine(text, start) ? readUnescaped(text, start, { end, isOwnLine: true }) : undefined;
	return (
		readMixed(text, start, end) ??
		own ??
		readUnclosed(text, start, end) ??
		readUnescaped(text, start, { end, isOwnLine: false })
	);
}

/** `"a, "b": 1`: the quote that closes it opens the next field. */
function readUnclosed(text: string, start: number, end: number): OddString | undefined {
	if (!isKeyAt(text, end - 1)) return undefined;
	const contentEnd = unclosedContentEnd(text, start + 1, end - 1);
	const { value } = decodeEscapes(text.slice(start + 1, contentEnd));
	return { end: contentEnd, value, mistakes: [unclosedString({ text, start, contentEnd })] };
}

const typographic = /[”“„＂](?=[ \t]*(?:[,:}\]\r\n，：｝］]|$))/u;

/** `"a”, "b": 1`: opened by one kind of quote, closed by another. */
function readMixed(text: string, start: number, end: number): OddString | undefined {
	const close = text.slice(start, end).search(typographic);
	if (close < 0) return undefined;
	const { value } = decodeEscapes(text.slice(start + 1, start + close));
	const place = { text, start, end: start + close + 1, value };
	return { end: place.end, value, mistakes: [foreignQuotes(place)] };
}

/** `"echo "a" b"`: quotes inside without a backslash. */
function readUnescaped(
	text: string,
	start: number,
	{ end, isOwnLine }: { readonly end: number; readonly isOwnLine: boolean },
): OddString | undefined {
	const close = lastQuote(text, end, isOwnLine);
	if (close === undefined) return undefined;
	const inner = [end - 1];
	for (let at = text.indexOf('"', end); at >= 0 && at < close; at = text.indexOf('"', at + 1)) {
		if (text.charAt(at - 1) !== "\\") inner.push(at);
	}
	// Quotes inside come in pairs; a single one rather begins the next text.
	if (isOwnLine && inner.length % 2 === 1) return undefined;
	const { value } = decodeEscapes(text.slice(start + 1, close));
	return { end: close + 1, value, mistakes: [unescapedQuotes(inner, value)] };
}

/** Whether nothing but its name stands before a value on its line, so that the whole line should be its own. */
function hasOwnLine(text: string, start: number): boolean {
	const near = Math.max(0, start - WINDOW);
	const before = text.slice(near + lineStartBefore(text.slice(near, start), start - near), start);
	return /^[ \t]*(?:"[^"]*"[ \t]*:[ \t]*)?$/u.test(before);
}

const afterLast = /"[ \t]*(?:[}\]\r\n]|$|\/\/|,[ \t]*(?:[\r\n{["]|$|\/\/))/y;
const lineEnd = /"[ \t]*,?[ \t]*(?:\/\/[^\r\n]*)?(?:[\r\n]|$)/y;

/** The quote on the line after which a text may end: the last one of its own line, or else the first. */
function lastQuote(text: string, from: number, isOwnLine: boolean): number | undefined {
	const end = lineEndAfter(text.slice(0, from + WINDOW), from);
	for (let at = text.indexOf('"', from); at >= 0 && at < end; at = text.indexOf('"', at + 1)) {
		const isEnd = isOwnLine ? lineEnd : afterLast;
		isEnd.lastIndex = at;
		if (text.charAt(at - 1) !== "\\" && isEnd.test(text)) return at;
		if (!isOwnLine && isKeyAt(text, at)) return undefined;
	}
	return undefined;
}

function unescapedQuotes(offsets: readonly number[], value: string): Mistake {
	const start = offsets[0] ?? 0;
	return {
		code: "syntax.unescaped-quote",
		start,
		end: start + 1,
		message: `a text ends at its first quote, and ${offsets.length === 1 ? "one quote" : `${offsets.length} quotes`} inside of this one have no backslash`,
		hint: `Write ${quote(value, 60)}.`,
		fix: {
			title: "escape the quotes inside",
			edits: offsets.map((offset) => ({ start: offset, end: offset, text: "\\" })),
		},
	};
}
