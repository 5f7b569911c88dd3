import type { Screen } from "../host.ts";
import { paint } from "./paint.ts";
import { wrap } from "./wrap.ts";

export interface Cell {
	readonly text: string;
	/** What is left of it where there is little room. */
	readonly short?: string;
	readonly tone?: (text: string) => string;
}

export interface Column {
	readonly heading: string;
	readonly cells: readonly Cell[];
	/** Numbers stand at the right. */
	readonly isNumber?: boolean;
	/** Prose may lose its end when it comes last. */
	readonly isProse?: boolean;
}

/** The narrowest columns that are still worth reading. */
const leastName = 16;
const leastProse = 12;
const gap = 2;

/**
 * Columns under their headings. Where the screen is too narrow the cells get short, then the last column loses its end
 * if it may, then the first one is cut in the middle, then the last columns go, which is said.
 */
export function columns(all: readonly Column[], screen: Screen, heading: (text: string) => string): readonly string[] {
	const fitted = screen.wraps ? fit(all, screen.width) : all.map((column) => layOut(column, false));
	const rows = fitted[0]?.cells.length ?? 0;
	const lines = Array.from({ length: rows }, (_, row) => lineOf(fitted, row));
	return [heading(headingLine(fitted)), ...lines, ...lackLines(all.slice(fitted.length), screen)];
}

/** Nobody misses what was never there. */
function lackLines(gone: readonly Column[], screen: Screen): readonly string[] {
	const names = gone.filter(({ cells }) => cells.some(({ text }) => text !== "")).map(({ heading }) => heading);
	if (names.length === 0) return [];
	return wrap(`no room for: ${names.join(", ")}`, screen.width).map((line) => paint(screen).dim(line));
}

interface Laid extends Column {
	readonly width: number;
}

function layOut(column: Column, isShort: boolean): Laid {
	const cells = isShort ? column.cells.map((cell) => ({ ...cell, text: cell.short ?? cell.text })) : column.cells;
	const widest = cells.reduce((width, { text }) => Math.max(width, text.length), column.heading.length);
	return { ...column, cells, width: widest };
}

function fit(all: readonly Column[], width: number): readonly Laid[] {
	const whole = all.map((column) => layOut(column, false));
	if (widthOf(whole) <= width) return whole;
	const short = all.map((column) => layOut(column, true));
	for (let count = short.length; count > 1; count -= 1) {
		const fitted = narrowed(short.slice(0, count), width);
		if (fitted !== undefined) return fitted;
	}
	return short.slice(0, 1).map((first) => cut(first, Math.min(first.width, width), shorten));
}

/** Undefined where too little would be left. */
function narrowed(kept: readonly Laid[], width: number): readonly Laid[] | undefined {
	const excess = Math.max(0, widthOf(kept) - width);
	const [first, last] = [kept[0], kept.at(-1)];
	if (first === undefined || last === undefined || excess === 0) return kept;
	if (last.isProse === true && last.width - excess >= leastProse)
		return [...kept.slice(0, -1), cut(last, last.width - excess, truncate)];
	return first.width - excess >= leastName ? [cut(first, first.width - excess, shorten), ...kept.slice(1)] : undefined;
}

function widthOf(laid: readonly Laid[]): number {
	return laid.reduce((sum, { width }) => sum + width + gap, -gap);
}

function cut(column: Laid, width: number, how: (text: string, width: number) => string): Laid {
	return { ...column, width, cells: column.cells.map((cell) => ({ ...cell, text: how(cell.text, width) })) };
}

function truncate(text: string, width: number): string {
	return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** Cuts a text in its middle: names differ at their ends. */
export function shorten(text: string, width: number): string {
	if (text.length <= width) return text;
	const tail = Math.floor((width - 1) / 2);
	return `${text.slice(0, width - 1 - tail)}…${tail === 0 ? "" : text.slice(-tail)}`;
}

function headingLine(laid: readonly Laid[]): string {
	return laid
		.map((column) => pad(column.heading, column))
		.join(" ".repeat(gap))
		.trimEnd();
}

function lineOf(laid: readonly Laid[], row: number): string {
	const last = laid.length - 1;
	return laid
		.map((column, index) => {
			const { text, tone } = column.cells[row] ?? { text: "" };
			// Spaces at the end of a line would be painted and copied.
			const padded = index === last && column.isNumber !== true ? text : pad(text, column);
			return tone === undefined ? padded : padded.replace(text, tone);
		})
		.join(" ".repeat(gap))
		.trimEnd();
}

function pad(text: string, { width, isNumber }: Laid): string {
	return isNumber === true ? text.padStart(width) : text.padEnd(width);
}
