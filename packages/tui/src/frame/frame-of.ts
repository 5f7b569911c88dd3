import { layoutOf, leastSize } from "../state/layout.ts";
import type { State } from "../state/state.ts";
import { asciiLine } from "./ascii-line.ts";
import { bodyLines } from "./body-lines.ts";
import { bottomLine } from "./bottom-line.ts";
import { crumbsLine } from "./crumbs-line.ts";
import { coverWithDialog } from "./dialog-box.ts";
import type { Frame, Line } from "./frame.ts";
import { lineOf, span } from "./line.ts";
import { statusLine } from "./status-line.ts";

/** The whole screen, from what is known: only what is in sight is worked out. */
export function frameOf(state: State): Frame {
	const frame = drawFrame(state);
	return state.settings.isAscii ? { ...frame, lines: frame.lines.map(asciiLine) } : frame;
}

function drawFrame(state: State): Frame {
	const { columns, rows } = state.size;
	const layout = layoutOf(state);
	if (layout.isTooSmall) return { columns, rows, lines: tooSmall(columns, rows) };
	const bottom = bottomLine(state);
	const head = [statusLine(state), ...(layout.hasCrumbs ? [crumbsLine(state)] : [])];
	const body = bodyLines(state, layout);
	const lines = [...head, ...body, bottom.line];
	const { dialog } = state;
	if (dialog !== undefined) return { columns, rows, ...coverWithDialog(lines, dialog, state) };
	const cursor = bottom.cursor === undefined ? undefined : { column: bottom.cursor, row: rows - 1 };
	return { columns, rows, lines, ...(cursor && { cursor }) };
}

function tooSmall(columns: number, rows: number): readonly Line[] {
	const words = `terminal too small (need ${leastSize.columns}×${leastSize.rows})`;
	return Array.from({ length: rows }, (_, row) => lineOf(row === 0 ? [span(words)] : [], columns));
}
