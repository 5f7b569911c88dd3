import type { GroupRow } from "../state/state.ts";
import { cutMiddle, padEnd, widthOf } from "../text/cells.ts";
import { stripToLine } from "../text/strip-controls.ts";
import type { Line, Span } from "./frame.ts";
import { cellsOf, lineOf, span } from "./line.ts";
import { markOf, type RowPage, rowTone } from "./row-line.ts";
import { gapCells, markCells, type TablePlan } from "./table-plan.ts";

/** A sweep in one row: its name, a bar, and how many of its jobs are where. */
export function groupLine(group: GroupRow, page: RowPage & { readonly isOpen: boolean }): Line {
	const { plan, look } = page;
	const tone = rowTone(look);
	const head: readonly Span[] = [
		span(markOf(look)),
		span(nameText(group, page), "strong"),
		...barSpans(group, barCellsIn(plan)),
	];
	const words = wordsOf(group, plan.width - cellsOf(head) - gapCells);
	const spans = [...head, span(" ".repeat(gapCells) + words), span(" ".repeat(plan.width))];
	return lineOf(tone === undefined ? spans : spans.map(({ text }) => span(text, tone)), plan.width);
}

function barCellsIn({ width }: TablePlan): number {
	return width < 64 ? 10 : 20;
}

/** For the most important of the words. */
const wordCells = 12;

/** It may go beyond the names of jobs, as far as the bar leaves room. */
function nameText(group: GroupRow, { plan, moment, isOpen }: RowPage & { readonly isOpen: boolean }): string {
	const { folded, open, ellipsis } = moment.glyphs;
	const count = ` (${group.jobs.length})`;
	const name = stripToLine(group.name);
	const least = plan.columns[0]?.cells ?? 12;
	const most = Math.max(12, plan.width - markCells - gapCells - barCellsIn(plan) - 4 - wordCells);
	const cells = Math.min(most, Math.max(least, widthOf(name) + count.length + 2));
	const text = `${isOpen ? open : folded} ${cutMiddle(name, cells - 2 - count.length, ellipsis)}${count}`;
	return padEnd(text, cells + gapCells);
}

const parts = [
	["failed", "!", "bad"],
	["done", "#", "good"],
	["running", "=", "active"],
	["queued", "-", "waiting"],
] as const;

/** `!!##==--`: each kind is seen as soon as there is one; what never ran leaves the bar empty. */
function barSpans(group: GroupRow, barCells: number): readonly Span[] {
	const total = Math.max(1, group.jobs.length);
	const shares = parts.map(([kind]) =>
		group[kind] === 0 ? 0 : Math.max(1, Math.floor((group[kind] / total) * barCells)),
	);
	const sum = shares.reduce((sum, share) => sum + share, 0);
	const isAll = parts.reduce((sum, [kind]) => sum + group[kind], 0) >= total;
	// What rounding left, or took, goes to the longest part.
	const rest = sum > barCells || isAll ? barCells - sum : 0;
	const longest = shares.indexOf(Math.max(...shares));
	const bar = parts.map(([, sign, tone], index) =>
		span(sign.repeat((shares[index] ?? 0) + (index === longest ? rest : 0)), tone),
	);
	return [span("["), ...bar, span(" ".repeat(barCells - sum - rest)), span("]")];
}

/** As many of the counts as there is room for, the worst first. */
function wordsOf(group: GroupRow, room: number): string {
	const words = parts.filter(([kind]) => group[kind] > 0).map(([kind]) => `${group[kind]} ${kind}`);
	const fitting = words.filter((_, index) => words.slice(0, index + 1).join(", ").length <= room);
	return fitting.join(", ");
}
