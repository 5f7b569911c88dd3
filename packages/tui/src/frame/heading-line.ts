import type { State } from "../state/state.ts";
import { cutEnd, padEnd, padStart } from "../text/cells.ts";
import { type Glyphs, glyphsFor } from "../text/glyphs.ts";
import type { Line } from "./frame.ts";
import { lineOf, span } from "./line.ts";
import { gapCells, markCells, type PlannedColumn, type TablePlan } from "./table-plan.ts";

/** The names of the columns, with what the rows are sorted by, and where some are hidden. */
export function headingLine({ table, settings }: State, plan: TablePlan): Line {
	const glyphs = glyphsFor(settings.isAscii);
	const names = plan.columns.map((column) => {
		const isSorted = column.sorts.includes(table.sort.field);
		return headingText(column, isSorted ? arrowOf(table.sort.isDescending, glyphs) : "");
	});
	const text = names.join(" ".repeat(gapCells));
	const left = padEnd(plan.isCutLeft ? glyphs.left : "", markCells);
	return lineOf(
		[span(cutEnd(padEnd(left + text, plan.width - 1), plan.width - 1, ""), "strong"), edge(plan, glyphs)],
		plan.width,
	);
}

function edge({ isCutRight }: TablePlan, { right }: Glyphs) {
	return span(isCutRight ? right : " ", "strong");
}

export function arrowOf(isDescending: boolean, { up, down }: Glyphs): string {
	return isDescending ? down : up;
}

function headingText({ heading, cells, isRight }: PlannedColumn, arrow: string): string {
	const text = cutEnd(heading, cells - arrow.length, "") + arrow;
	return isRight === true ? padStart(text, cells) : padEnd(text, cells);
}
