import type { LineTable, Position } from "./position.ts";

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Looks for line ends no further than it has to. */
export function createLineTable(text: string): LineTable {
	const starts = [0];
	let seen = 0;
	const startsUpTo = (offset: number): readonly number[] => {
		const end = Math.min(offset + 1, text.length);
		for (; seen < end; seen += 1) if (isLastOfLine(text, seen)) starts.push(seen + 1);
		return starts;
	};
	return {
		get lineCount() {
			return startsUpTo(text.length).length;
		},
		positionAt(offset) {
			const inside = Math.max(0, Math.min(offset, text.length));
			return positionIn(startsUpTo(inside), inside);
		},
		lineAt(line) {
			const start = startsUpTo(text.length)[line - 1];
			return start === undefined ? "" : withoutLineEnd(text.slice(start, starts[line] ?? text.length));
		},
	};
}

function isLastOfLine(text: string, offset: number): boolean {
	const code = text.charCodeAt(offset);
	return code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(offset + 1) !== LINE_FEED);
}

function positionIn(starts: readonly number[], offset: number): Position {
	let low = 0;
	let high = starts.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((starts[middle] ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return { line: low + 1, column: offset - (starts[low] ?? 0) + 1, offset };
}

function withoutLineEnd(line: string): string {
	if (line.endsWith("\r\n")) return line.slice(0, -2);
	return line.endsWith("\n") || line.endsWith("\r") ? line.slice(0, -1) : line;
}
