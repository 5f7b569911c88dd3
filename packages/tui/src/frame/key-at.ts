import { bindingsIn } from "../keys/key-map.ts";
import type { Key } from "../keys/key.ts";
import { layoutOf } from "../state/layout.ts";
import type { State } from "../state/state.ts";
import type { Point } from "./frame.ts";
import { hintKeyAt } from "./hint-spans.ts";
import { gapCells, markCells, tablePlanOf } from "./table-plan.ts";

/** The key that a press of the mouse stands for: a hint, or the heading of a column that can be sorted by. */
export function keyAt(state: State, { column, row }: Point): Key | undefined {
	const isBusy = state.input !== undefined || state.notice !== undefined || state.dialog !== undefined;
	if (row === state.size.rows - 1) return isBusy ? undefined : hintKeyAt(state, column);
	const { table } = layoutOf(state);
	return table !== undefined && row === table.top - 1 && column < table.columns
		? sortKeyAt(state, column, table.columns)
		: undefined;
}

function sortKeyAt(state: State, column: number, width: number): Key | undefined {
	let from = markCells;
	for (const planned of tablePlanOf(state, width).columns) {
		const to = from + planned.cells;
		if (column >= from && column < to) return sortKeyOf(state, planned.sorts);
		from = to + gapCells;
	}
	return undefined;
}

function sortKeyOf({ settings }: State, sorts: readonly string[]): Key | undefined {
	const commands = sorts.map((field) => `sort.${field}`);
	return bindingsIn("jobs", settings.keys).find(({ command }) => commands.includes(command))?.keys[0];
}
