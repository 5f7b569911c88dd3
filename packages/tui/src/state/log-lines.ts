import { stripControls } from "../text/strip-controls.ts";
import type { PaneText } from "./level.ts";

/** Lines that grow at the end. */
export interface TextLines {
	/** Without control characters; never more than the limits of `state/log-lines.ts`. */
	readonly lines: readonly string[];
	/** How many lines at the beginning were let go. */
	readonly dropped: number;
	/** A line that has no end yet, as it came; it is the last of `lines` as well. */
	readonly open: string;
	/** Of all lines, in characters. */
	readonly size: number;
}

export const limits = {
	lines: 10_000,
	/** Of all lines together, in characters. */
	size: 8 * 1024 * 1024,
	/** Longer lines are broken. */
	line: 10_000,
} as const;

export const noLines: TextLines = { lines: [], dropped: 0, open: "", size: 0 };

export const emptyText: PaneText = { status: "loading", title: "", isEnded: false, ...noLines };

/** With more text at the end; the oldest lines are let go when there are too many. */
export function appendText<Text extends TextLines>(before: Text, text: string): Text {
	if (text === "") return before;
	const kept = before.open === "" ? before.lines : before.lines.slice(0, -1);
	const parts = (before.open + text).split("\n");
	const last = brokenLine(parts.at(-1) ?? "");
	const closed = [...parts.slice(0, -1).flatMap(brokenLine), ...last.slice(0, -1)].map(cleanLine);
	const open = last.at(-1) ?? "";
	const tail = open === "" ? [] : [cleanLine(open)];
	const lines = [...kept, ...closed, ...tail];
	const lostSize = before.open === "" ? 0 : (before.lines.at(-1)?.length ?? 0);
	const size = before.size - lostSize + lengthOf(closed) + lengthOf(tail);
	return withinLimits({ ...before, lines, open, size });
}

function brokenLine(line: string): readonly string[] {
	if (line.length <= limits.line) return [line];
	const count = Math.ceil(line.length / limits.line);
	return Array.from({ length: count }, (_, index) => line.slice(index * limits.line, (index + 1) * limits.line));
}

/** What a terminal would show of it: a progress bar goes back to the beginning of its line. */
function cleanLine(line: string): string {
	const written = line.replace(/\r+$/, "");
	const from = written.lastIndexOf("\r") + 1;
	return stripControls(from === 0 ? written : written.slice(from)).replaceAll("\n", " ");
}

function lengthOf(lines: readonly string[]): number {
	return lines.reduce((sum, { length }) => sum + length, 0);
}

function withinLimits<Text extends TextLines>(text: Text): Text {
	const { lines } = text;
	let { size } = text;
	let from = Math.max(0, lines.length - limits.lines);
	size -= lengthOf(lines.slice(0, from));
	for (; size > limits.size && from < lines.length - 1; from += 1) size -= lines[from]?.length ?? 0;
	return from === 0 ? text : { ...text, lines: lines.slice(from), size, dropped: text.dropped + from };
}
