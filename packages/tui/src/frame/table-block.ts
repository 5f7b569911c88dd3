import type { Layout, Place } from "../state/layout.ts";
import { findRow } from "../state/rows.ts";
import type { State } from "../state/state.ts";
import { glyphsFor } from "../text/glyphs.ts";
import type { Moment } from "./columns.ts";
import { emptyTable } from "./empty-table.ts";
import type { Line } from "./frame.ts";
import { groupLine } from "./group-line.ts";
import { headingLine } from "./heading-line.ts";
import { fillRows, lineOf } from "./line.ts";
import { type RowLook, rowLine } from "./row-line.ts";
import { type TablePlan, tablePlanOf } from "./table-plan.ts";

/** The names of the columns, and as many rows as fit: nothing is worked out for those that do not. */
export function tableBlock(state: State, place: NonNullable<Layout["table"]>): readonly Line[] {
	const plan = tablePlanOf(state, place.columns);
	const heading = headingLine(state, plan);
	if (state.table.order.length === 0) return [heading, ...emptyTable(state, place)];
	return [heading, ...fillRows(rowsOf(state, plan, place), place.rows, place.columns)];
}

function rowsOf(state: State, plan: TablePlan, { rows, columns }: Place): readonly Line[] {
	const { order, top } = state.table;
	const moment: Moment = { now: state.now, glyphs: glyphsFor(state.settings.isAscii) };
	return order.slice(top, top + rows).map((name) => {
		const look = lookOf(state, name);
		const group = state.table.groups.get(name);
		if (group !== undefined) return groupLine(group, { plan, look, moment, isOpen: state.table.openGroups.has(name) });
		const row = findRow(state, name);
		return row === undefined ? lineOf([], columns) : rowLine(row, { plan, look, moment });
	});
}

function lookOf(state: State, name: string): RowLook {
	const { table, data } = state;
	const sweep = data.jobs.get(name)?.sweep;
	return {
		isSelected: table.selected === name,
		isMarked: table.marked.has(name),
		isChanged: data.changed.has(name),
		gone: data.tombstones.has(name) ? goneWord(state, name) : undefined,
		isOld: data.feed.kind === "offline",
		isInner: sweep !== undefined && table.openGroups.has(`sweep:${sweep}`),
	};
}

/** Whether it was us, or somebody else. */
function goneWord({ tasks }: State, name: string): string {
	return tasks.some(({ words }) => words[0] === "delete" && words.includes(name)) ? "deleted" : "deleted elsewhere";
}
