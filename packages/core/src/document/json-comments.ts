import type { Span } from "./escapes.ts";
import { commentEnd, quoteEnd } from "./json-characters.ts";

/** A comment as it will be written, and whether a blank line stood before it. */
export interface Comment {
	readonly text: string;
	readonly isApart: boolean;
}

/** The comments between two items, or between an item and the bracket beside it. */
export interface Gap {
	/** They stand on the line of what is before them. */
	readonly trailing: readonly Comment[];
	/** They stand above what is behind them, or in front of it. */
	readonly leading: readonly Comment[];
	/** Whether the gap ends with a blank line. */
	readonly endsApart: boolean;
}

/** Sorts the comments of a gap by what they belong to; nothing is before the first gap of a bracket but the bracket. */
export function commentsIn(text: string, gap: Span, isFirst = false): Gap {
	const { found, breaks, breaksSince } = scanGap(text, gap);
	const isTrailing = (comment: Found): boolean =>
		comment.breaks === 0 && (breaks > 0 || (!comment.hasComma && !isFirst));
	return {
		trailing: found.filter((comment) => isTrailing(comment)),
		leading: found.filter((comment) => !isTrailing(comment)),
		endsApart: breaksSince > 1,
	};
}

/** Whether a comment stands in a part of a text. */
export function hasComment(text: string, { start, end }: Span): boolean {
	for (let at = start; at < end;) {
		if (commentEnd(text, at) > at) return true;
		at = text.charAt(at) === '"' ? quoteEnd(text, at, end) : at + 1;
	}
	return false;
}

interface Found extends Comment {
	/** How many line breaks were before it, and whether a comma was. */
	readonly breaks: number;
	readonly hasComma: boolean;
}

interface Scan {
	readonly found: readonly Found[];
	readonly breaks: number;
	/** Those behind the last comment. */
	readonly breaksSince: number;
}

function scanGap(text: string, { start, end }: Span): Scan {
	const found: Found[] = [];
	let breaks = 0;
	let breaksSince = 0;
	let hasComma = false;
	for (let at = start; at < end;) {
		const next = commentEnd(text, at);
		if (next > at) {
			found.push({ text: text.slice(at, next), isApart: breaksSince > 1, breaks, hasComma });
			breaksSince = 0;
		} else if (isBreak(text, at)) {
			breaks += 1;
			breaksSince += 1;
		} else hasComma ||= text.charAt(at) === ",";
		at = Math.max(next, at + 1);
	}
	return { found, breaks, breaksSince };
}

function isBreak(text: string, at: number): boolean {
	return text.charAt(at) === "\n" || (text.charAt(at) === "\r" && text.charAt(at + 1) !== "\n");
}

/** The lines of a comment, those of a block aligned below each other when each begins with a star. */
export function commentLines({ text }: Comment, indent: string): readonly string[] {
	const lines = text.split(/\r\n|\n|\r/u).map((line) => line.trimEnd());
	const others = lines.slice(1);
	const isAligned = others.every((line) => line.trimStart().startsWith("*"));
	return [indent + (lines[0] ?? ""), ...others.map((line) => (isAligned ? `${indent} ${line.trimStart()}` : line))];
}
