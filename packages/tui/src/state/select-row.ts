import { layoutOf } from "./layout.ts";
import { groupKey } from "./ordering.ts";
import { findRow } from "./rows.ts";
import type { State, Table } from "./state.ts";

/** With the next table, where the same job is selected, or what stands where it stood. */
export function selectNear(state: State, table: Table): State {
	return { ...state, table: { ...table, selected: nextSelected(state, table) } };
}

function nextSelected(state: State, { order }: Table): string | undefined {
	const { selected } = state.table;
	if (selected === undefined) return firstSelected(state, order);
	if (order.includes(selected)) return selected;
	const sweep = findRow(state, selected)?.sweep;
	const group = sweep === undefined ? undefined : groupKey(sweep);
	if (group !== undefined && order.includes(group)) return group;
	const at = state.table.order.indexOf(selected);
	return order[Math.min(Math.max(at, 0), order.length - 1)];
}

/** The job that was asked for when the program was called, as soon as it is there. */
function firstSelected({ settings }: State, order: readonly string[]): string | undefined {
	const { job } = settings;
	return job !== undefined && order.includes(job) ? job : order[0];
}

/** Selects the row at an index, or the nearest there is. */
export function selectAt(state: State, index: number): State {
	const { order } = state.table;
	const selected = order[Math.max(0, Math.min(index, order.length - 1))];
	return selected === state.table.selected ? state : { ...state, table: { ...state.table, selected } };
}

/** Selects a job, as far as it is shown. */
export function selectJob(state: State, name: string): State {
	const at = state.table.order.indexOf(name);
	return at === -1 ? state : selectAt(state, at);
}

export function selectedIndex({ table }: Pick<State, "table">): number {
	return table.selected === undefined ? -1 : table.order.indexOf(table.selected);
}

/** Scrolled so far that the selected row can be seen. */
export function showSelected(state: State): State {
	const rows = layoutOf(state).table?.rows;
	if (rows === undefined || rows <= 0) return state;
	const { order, top } = state.table;
	const index = selectedIndex(state);
	// A table that has become shorter does not leave the lower part of the screen empty.
	const last = Math.max(0, order.length - rows);
	const next = index === -1 ? 0 : Math.max(0, index - rows + 1, Math.min(top, index, last));
	return next === top ? state : { ...state, table: { ...state.table, top: next } };
}
