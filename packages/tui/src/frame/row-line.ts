import type { JobRow } from "../state/job-row.ts";
import { cutEnd, cutMiddle, padEnd, padStart } from "../text/cells.ts";
import { stripToLine } from "../text/strip-controls.ts";
import type { Cell, Moment } from "./columns.ts";
import type { Line, Tone } from "./frame.ts";
import { lineOf, span } from "./line.ts";
import { gapCells, type PlannedColumn, type TablePlan } from "./table-plan.ts";

/** How a row stands among the others. */
export interface RowLook {
	readonly isSelected: boolean;
	readonly isMarked: boolean;
	/** By the last answer. */
	readonly isChanged: boolean;
	/** How, where it is there no more. */
	readonly gone: string | undefined;
	/** The server does not answer; it may all be different now. */
	readonly isOld: boolean;
	/** Of a sweep whose row is above. */
	readonly isInner: boolean;
}

export interface RowPage {
	readonly plan: TablePlan;
	readonly look: RowLook;
	readonly moment: Moment;
}

/** A job in a line. */
export function rowLine(row: JobRow, page: RowPage): Line {
	const { plan, look, moment } = page;
	const cells =
		look.gone !== undefined ? goneCells(row, look.gone) : plan.columns.map((column) => column.cell(row, moment));
	const tone = rowTone(look);
	const spans = plan.columns.flatMap((column, index) => {
		const cell = cells[index];
		if (cell === undefined) return [];
		const text = index === 0 ? nameText(cell.text, column, page) : cellText(cell.text, column, page);
		return [span(text, tone ?? cellTone(cell, index, look)), span(" ".repeat(gapCells), tone)];
	});
	return lineOf(
		[span(markOf(look), tone), ...spans, span(tone === "selected" ? " ".repeat(plan.width) : "", tone)],
		plan.width,
	);
}

/** `>`, `*` and `~`, so that nobody needs colours to see what is selected, what is marked and what has just changed. */
export function markOf({ isSelected, isMarked, isChanged }: RowLook): string {
	return `${isSelected ? ">" : " "}${isMarked ? "*" : " "}${isChanged ? "~" : " "}`;
}

/** The tone of a whole row, where it has one. */
export function rowTone({ isSelected, gone, isOld }: RowLook): Tone | undefined {
	if (isSelected) return "selected";
	return gone !== undefined || isOld ? "dim" : undefined;
}

function goneCells({ name }: JobRow, gone: string): readonly Cell[] {
	return [
		{ text: stripToLine(name), tone: "dim" },
		{ text: gone, tone: "dim" },
	];
}

function nameText(name: string, { cells }: PlannedColumn, { look, moment }: RowPage): string {
	const indent = look.isInner ? "  " : "";
	return padEnd(indent + cutMiddle(name, cells - indent.length, moment.glyphs.ellipsis), cells);
}

function cellText(text: string, { cells, isRight }: PlannedColumn, { look, moment }: RowPage): string {
	if (look.gone !== undefined) return text;
	const cut = cutEnd(text, cells, moment.glyphs.ellipsis);
	return isRight === true ? padStart(cut, cells) : padEnd(cut, cells);
}

/** What the last answer changed stands out until the next one. */
function cellTone(cell: Cell, index: number, { isChanged }: RowLook): Tone {
	return isChanged && index <= 1 && (cell.tone === "plain" || cell.tone === "good") ? "strong" : cell.tone;
}
