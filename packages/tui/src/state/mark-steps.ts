import { selectAt, selectedIndex } from "./select-row.ts";
import { rowTargets } from "./targets.ts";
import type { State } from "./state.ts";

/** Marks what is selected, or takes the mark away; of a sweep all its jobs. */
export function toggleMark(state: State): State {
	const names = rowTargets(state);
	const { marked, selected } = state.table;
	const isMarked = names.length > 0 && names.every((name) => marked.has(name));
	const next = new Set(isMarked ? [...marked].filter((name) => !names.includes(name)) : [...marked, ...names]);
	const table = { ...state.table, marked: next, anchor: selected };
	return selectAt({ ...state, table }, selectedIndex(state) + 1);
}

/** Marks from where the range began to the next row. */
export function markTowards(state: State, by: 1 | -1): State {
	const { order, anchor, selected, marked } = state.table;
	const from = anchor !== undefined && order.includes(anchor) ? anchor : selected;
	if (from === undefined) return state;
	const moved = selectAt(state, selectedIndex(state) + by);
	const [a, b] = [order.indexOf(from), selectedIndex(moved)];
	const range = order.slice(Math.min(a, b), Math.max(a, b) + 1);
	// Going back takes away the mark that going on had set.
	const isBack = Math.abs(b - a) < Math.abs(selectedIndex(state) - a);
	const left = isBack && selected !== undefined ? [selected] : [];
	const names = jobsIn(state, range);
	const next = new Set([...marked, ...names].filter((name) => !left.includes(name)));
	return { ...moved, table: { ...moved.table, marked: next, anchor: from } };
}

export function markAll(state: State): State {
	const names = jobsIn(state, state.table.order);
	const isAll = names.every((name) => state.table.marked.has(name));
	return { ...state, table: { ...state.table, marked: new Set(isAll ? [] : names), anchor: undefined } };
}

export function clearMarks(state: State): State {
	return { ...state, table: { ...state.table, marked: new Set(), anchor: undefined } };
}

function jobsIn({ table, data }: State, keys: readonly string[]): readonly string[] {
	return keys.flatMap((key) => table.groups.get(key)?.jobs ?? [key]).filter((name) => data.jobs.has(name));
}
