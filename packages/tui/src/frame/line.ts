import { sliceCells, widthOf } from "../text/cells.ts";
import type { Line, Span, Tone } from "./frame.ts";

export function span(text: string, tone: Tone = "plain"): Span {
	return { text, tone };
}

/** Exactly as wide as its place: what is too long is cut, the rest is space. */
export function lineOf(spans: readonly Span[], width: number): Line {
	const kept: Span[] = [];
	let room = width;
	for (const each of spans) {
		const text = widthOf(each.text) <= room ? each.text : sliceCells(each.text, 0, room);
		if (text !== "") kept.push(text === each.text ? each : { ...each, text });
		room -= widthOf(text);
		if (text !== each.text) break;
	}
	return { spans: room > 0 ? [...kept, span(" ".repeat(room))] : kept };
}

/** What is at the left and what is at the right, which goes first where there is too little room. */
export function lineBetween(left: readonly Span[], right: readonly Span[], width: number): Line {
	const rest = width - cellsOf(left) - cellsOf(right);
	return rest < 1 ? lineOf(left, width) : { spans: [...left, span(" ".repeat(rest)), ...right] };
}

export function cellsOf(spans: readonly Span[]): number {
	return spans.reduce((sum, { text }) => sum + widthOf(text), 0);
}

export function joinLines(...lines: readonly Line[]): Line {
	return { spans: lines.flatMap(({ spans }) => spans) };
}

/** A part of a line, from the cell `left`, exactly as wide as asked for. */
export function sliceLine({ spans }: Line, left: number, width: number): Line {
	let cell = 0;
	const parts = spans.map((each) => {
		const wide = widthOf(each.text);
		const from = Math.max(0, left - cell);
		const text = sliceCells(each.text, from, Math.max(0, left + width - cell - from));
		// Half of a wide character at the left edge becomes a space.
		const lost =
			cell < left && cell + wide > left ? Math.max(0, wide - from - widthOf(sliceCells(each.text, from, wide))) : 0;
		cell += wide;
		return { ...each, text: " ".repeat(lost) + text };
	});
	return lineOf(parts, width);
}

/** As many lines as there are rows: the first ones, or empty ones after the last. */
export function fillRows(lines: readonly Line[], rows: number, width: number): readonly Line[] {
	const missing = Math.max(0, rows - lines.length);
	return [...lines.slice(0, rows), ...Array.from({ length: missing }, () => lineOf([], width))];
}
