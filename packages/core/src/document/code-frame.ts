import { cellsOf, type Cell } from "./cells.ts";
import type { JobDocument } from "./job-document.ts";
import { findLinesAround } from "./lines-around.ts";
import type { SourceRange } from "./position.ts";

/** A range in its surroundings, line by line. */
export type CodeFrame = readonly FrameLine[];

export interface FrameLine {
	readonly text: string;
	/** Whether it stands below the range and marks it. */
	readonly isUnderline: boolean;
	/** What the frame is about, as offsets in `text`; absent on the lines around it. */
	readonly mark?: { readonly start: number; readonly end: number };
}

export interface FrameOptions {
	/** In columns; 80 unless told. */
	readonly width?: number;
}

/** Shows a range between the lines around it, in a way that no text can abuse. */
export function codeFrame(subject: JobDocument | string, range: SourceRange, options: FrameOptions = {}): CodeFrame {
	const around = findLinesAround(typeof subject === "string" ? subject : subject.text, range);
	const { line } = range.start;
	const digits = Math.max(4, String(line + 1).length + 1);
	const gutterOf = (label: string): string => `${label.padStart(digits)} │ `;
	const width = Math.max(20, (options.width ?? 80) - digits - 3);
	const cells = cellsOf(around.here);
	const mark = markIn(cells, around);
	const view = { from: firstColumn(cells, mark, width), width };
	const lineOf = (text: string, label: number): CodeFrame => [
		{ text: (gutterOf(String(label)) + text).trimEnd(), isUnderline: false },
	];
	const context = (text: string | undefined, label: number): CodeFrame =>
		text === undefined ? [] : lineOf(shownOf(cellsOf(text), view).text, label);
	return [
		...context(around.before, line - 1),
		...markedLines(shownOf(cells, view), mark, { here: gutterOf(String(line)), below: gutterOf("") }),
		...context(around.after, line + 1),
	];
}

interface Columns {
	readonly start: number;
	readonly end: number;
}

/** At least one column, even for an empty range. */
function markIn(cells: readonly Cell[], range: Columns): Columns {
	const start = columnAt(cells, range.start);
	return { start, end: Math.max(start + 1, columnAt(cells, range.end)) };
}

function columnAt(cells: readonly Cell[], offset: number): number {
	const cell = cells.find((candidate) => candidate.offset + candidate.length > offset);
	return cell === undefined ? widthOf(cells) : cell.column;
}

function widthOf(cells: readonly Cell[]): number {
	const last = cells.at(-1);
	return last === undefined ? 0 : last.column + last.width;
}

/** The first column to show, so that the mark is in view with something before it. */
function firstColumn(cells: readonly Cell[], mark: Columns, width: number): number {
	if (widthOf(cells) <= width || mark.end < width) return 0;
	const wish = mark.start - Math.floor(width / 3);
	return Math.max(0, Math.min(wish, Math.max(widthOf(cells), mark.end) - width));
}

interface View {
	readonly from: number;
	readonly width: number;
}

interface Shown extends View {
	readonly cells: readonly Cell[];
	readonly text: string;
}

/** The cells in view, with … where the line goes on. */
function shownOf(cells: readonly Cell[], { from, width }: View): Shown {
	const to = from + width;
	const inView = cells.filter((cell) => cell.column >= from && cell.column + cell.width <= to);
	const isCutLeft = from > 0 && cells.length > 0;
	const isCutRight = widthOf(cells) > to;
	const shown = inView.map((cell, index) => {
		const isCut = (isCutLeft && index === 0) || (isCutRight && index === inView.length - 1);
		return isCut ? { ...cell, text: "…".padEnd(cell.width) } : cell;
	});
	const lead = " ".repeat(Math.max(0, (inView[0]?.column ?? from) - from));
	return { cells: shown, text: lead + shown.map(({ text }) => text).join(""), from, width };
}

function markedLines(
	shown: Shown,
	mark: Columns,
	gutter: { readonly here: string; readonly below: string },
): CodeFrame {
	const columns = { start: Math.max(0, mark.start - shown.from), end: Math.min(mark.end - shown.from, shown.width) };
	const start = gutter.here.length + lengthBefore(shown, mark.start);
	const end = gutter.here.length + lengthBefore(shown, mark.end);
	const below = { start: gutter.below.length + columns.start, end: gutter.below.length + columns.end };
	const underline = " ".repeat(columns.start) + "▔".repeat(Math.max(1, columns.end - columns.start));
	return [
		{ text: gutter.here + shown.text, isUnderline: false, mark: { start, end } },
		{ text: gutter.below + underline, isUnderline: true, mark: below },
	];
}

function lengthBefore({ cells, text, from }: Shown, column: number): number {
	const before = cells.filter((cell) => cell.column < column);
	const lead = text.length - cells.reduce((length, cell) => length + cell.text.length, 0);
	return column <= from ? 0 : lead + before.reduce((length, cell) => length + cell.text.length, 0);
}
