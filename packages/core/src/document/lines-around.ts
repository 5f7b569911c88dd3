import type { SourceRange } from "./position.ts";

export interface LinesAround {
	readonly before?: string;
	readonly here: string;
	readonly after?: string;
	/** The part of the range that lies in `here`. */
	readonly start: number;
	readonly end: number;
}

// Of a longer line only what is near the range is shown, and none of its neighbours.
const LONGEST = 2000;
const lineEnd = /\r\n|\n|\r/u;

/** The line of a range's start and its neighbours, found without reading the whole text. */
export function findLinesAround(text: string, { start, end }: SourceRange): LinesAround {
	const offset = Math.min(start.offset, text.length);
	const lineStart = Math.max(0, offset - start.column + 1);
	const from = Math.max(lineStart, offset - LONGEST);
	const [here = "", after, ...others] = text.slice(from, offset + 2 * LONGEST).split(lineEnd, 3);
	const before = from === lineStart ? findLineBefore(text, lineStart) : undefined;
	const hasAfter = from === lineStart && after !== undefined && (after !== "" || others.length > 0);
	return {
		here,
		start: offset - from,
		end: Math.min(Math.max(0, end.offset - from), here.length),
		...(before === undefined ? {} : { before }),
		...(hasAfter ? { after } : {}),
	};
}

function findLineBefore(text: string, lineStart: number): string | undefined {
	const lines = text.slice(Math.max(0, lineStart - LONGEST), lineStart).split(lineEnd);
	return lines.length > 2 || (lines.length === 2 && lineStart <= LONGEST) ? lines.at(-2) : undefined;
}
