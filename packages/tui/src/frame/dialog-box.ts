import { isYesNo } from "../state/dialog-steps.ts";
import type { Dialog } from "../state/dialog.ts";
import type { State } from "../state/state.ts";
import { widthOf } from "../text/cells.ts";
import { type Glyphs, glyphsFor } from "../text/glyphs.ts";
import { stripToLine } from "../text/strip-controls.ts";
import { wrapWords } from "../text/wrap.ts";
import type { Line, Point, Tone } from "./frame.ts";
import { joinLines, lineOf, sliceLine, span } from "./line.ts";

export interface Covered {
	readonly lines: readonly Line[];
	readonly cursor?: Point;
}

/** The screen with the question above the middle of it. */
export function coverWithDialog(lines: readonly Line[], dialog: Dialog, state: State): Covered {
	const { columns, rows } = state.size;
	const width = Math.min(columns - 2, 76);
	const glyphs = glyphsFor(state.settings.isAscii);
	const content = contentOf(dialog, { width: width - 4, rows: rows - 4 });
	const box = boxAround(content, width, glyphs);
	const top = Math.max(0, Math.floor((rows - box.length) / 3));
	const left = Math.floor((columns - width) / 2);
	const covered = lines.map((line, row) => {
		const over = box[row - top];
		return over === undefined ? line : cover(line, over, { left, width, columns });
	});
	const last = content.at(-1)?.text ?? "";
	if (!isTyped(dialog)) return { lines: covered };
	const column = Math.min(left + 2 + widthOf(last), left + width - 2);
	return { lines: covered, cursor: { column, row: Math.min(rows - 1, top + content.length) } };
}

/** Whether the answer is more than a single key. */
export function isTyped(dialog: Dialog): dialog is Exclude<Dialog, { readonly kind: "confirm" }> {
	return dialog.kind === "count" || (dialog.kind === "question" && !isYesNo(dialog));
}

interface Place {
	readonly left: number;
	readonly width: number;
	readonly columns: number;
}

function cover(line: Line, over: Line, { left, width, columns }: Place): Line {
	const right = left + width;
	return joinLines(sliceLine(line, 0, left), over, sliceLine(line, right, columns - right));
}

interface Row {
	readonly text: string;
	readonly tone: Tone;
}

interface Room {
	readonly width: number;
	readonly rows: number;
}

/** The question and what is typed are always seen; of what is said besides as much as there is room for. */
function contentOf(dialog: Dialog, { width, rows }: Room): readonly Row[] {
	const question = rowsOf(dialog.question, width, "strong");
	const answer = isTyped(dialog) ? rowsOf(`> ${stripToLine(dialog.text)}`, width, "plain") : [];
	const said = (dialog.kind === "question" ? dialog.said : linesOf(dialog)).flatMap((line) =>
		rowsOf(line, width, "plain"),
	);
	const room = Math.max(0, rows - question.length - answer.length);
	const kept = dialog.kind === "confirm" ? said.slice(0, room) : said.slice(Math.max(0, said.length - room));
	return dialog.kind === "question" ? [...kept, ...question, ...answer] : [...question, ...kept, ...answer];
}

function linesOf(dialog: Exclude<Dialog, { readonly kind: "question" }>): readonly string[] {
	if (dialog.kind === "confirm") return dialog.lines;
	return [...dialog.lines, `Type ${dialog.count} to go on; Escape leaves everything as it is.`];
}

function rowsOf(text: string, width: number, tone: Tone): readonly Row[] {
	return wrapWords(stripToLine(text), width).map((row) => ({ text: row, tone }));
}

function boxAround(content: readonly Row[], width: number, glyphs: Glyphs): readonly Line[] {
	const [upperLeft, upperRight, lowerLeft, lowerRight] = glyphs.corners;
	const rule = glyphs.rule.repeat(Math.max(0, width - 2));
	const wall = lineOf([span(glyphs.wall)], 1);
	return [
		lineOf([span(upperLeft + rule + upperRight)], width),
		...content.map(({ text, tone }) => joinLines(wall, lineOf([span(" "), span(text, tone)], width - 2), wall)),
		lineOf([span(lowerLeft + rule + lowerRight)], width),
	];
}
