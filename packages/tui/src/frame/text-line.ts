import { findMatches } from "../text/find-matches.ts";
import type { Line, Span, Tone } from "./frame.ts";
import { lineOf, sliceLine, span } from "./line.ts";

export interface MarkedText {
	readonly text: string;
	readonly tone: Tone;
	/** What is searched for; empty when nothing is. */
	readonly word: string;
	/** Whether the search has come to this line. */
	readonly isCurrent: boolean;
}

/** A part of a line of text, with what is searched for marked in it. */
export function textLine(marked: MarkedText, left: number, width: number): Line {
	const text = marked.text.slice(0, (left + width) * mostPerCell);
	const matches = findMatches(text, marked.word);
	if (matches.length === 0 && left === 0) return lineOf([span(text, marked.tone)], width);
	return sliceLine({ spans: spansOf({ ...marked, text }, matches) }, left, width);
}

// A line may have megabytes; hardly a cell takes more characters than the longest emoji.
const mostPerCell = 16;

function spansOf({ text, tone, isCurrent }: MarkedText, matches: ReturnType<typeof findMatches>): readonly Span[] {
	const parts = matches.flatMap(([from, to], index): readonly Span[] => {
		const before = text.slice(matches[index - 1]?.[1] ?? 0, from);
		const word = text.slice(from, to);
		return [span(before, tone), isCurrent ? { ...span(word, "strong"), isReversed: true } : span(word, "match")];
	});
	return [...parts, span(text.slice(matches.at(-1)?.[1] ?? 0), tone)];
}
