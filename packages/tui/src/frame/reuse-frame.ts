import type { Frame, Line } from "./frame.ts";

/** The next frame with the lines of the previous one where they say the same; the previous one itself when all of them do. */
export function reuseFrame(previous: Frame | undefined, next: Frame): Frame {
	if (previous === undefined || !isAlikeAround(previous, next)) return next;
	const lines = next.lines.map((line, row) => reuseLine(previous.lines[row], line));
	const isSame = lines.every((line, row) => line === previous.lines[row]);
	return isSame && isSameCursor(previous, next) ? previous : { ...next, lines };
}

function isAlikeAround(previous: Frame, next: Frame): boolean {
	return previous.columns === next.columns && previous.rows === next.rows;
}

function isSameCursor({ cursor: a }: Frame, { cursor: b }: Frame): boolean {
	return a?.column === b?.column && a?.row === b?.row;
}

function reuseLine(previous: Line | undefined, next: Line): Line {
	return previous !== undefined && isSameLine(previous, next) ? previous : next;
}

function isSameLine({ spans: before }: Line, { spans: after }: Line): boolean {
	if (before.length !== after.length) return false;
	return before.every((span, index) => {
		const other = after[index];
		return span.text === other?.text && span.tone === other.tone && span.isReversed === other.isReversed;
	});
}
