import { type Ordering, orderRows, type OrderRules, reorderRows } from "./ordering.ts";
import { parseRowFilter } from "./row-filter.ts";
import { findRow, rowsOf } from "./rows.ts";
import { selectNear } from "./select-row.ts";
import type { AppliedFilter, State, Table } from "./state.ts";

/** More names than this are not worth putting in one by one. */
const fewNames = 200;

/** Puts the rows in order: all of them, or only those of some names. */
export function arrange(state: State, names?: readonly string[]): State {
	const isLittle = names !== undefined && names.length <= fewNames;
	return isLittle ? arrangeSome(state, names) : arrangeAll(state);
}

/** Rows do not move while somebody types or answers; what came meanwhile is put in order after that. */
export function arrangeUnlessHeld(state: State, names?: readonly string[]): State {
	return state.table.held === undefined ? arrange(state, names) : state;
}

function arrangeAll(state: State): State {
	const { held } = state.table;
	const filter = refreshed(state);
	const table = { ...state.table, filter };
	const rows = held ?? rowsOf(state.data);
	const rules = rulesOf({ ...state, table });
	return selectNear(state, { ...table, ...counted(state, orderRows(rows, rules), rules) });
}

function arrangeSome(state: State, names: readonly string[]): State {
	// A server may tell of the same job twice.
	const rules = rulesOf(state);
	const ordering = reorderRows(state.table, [...new Set(names)], rules);
	return selectNear(state, { ...state.table, ...counted(state, ordering, rules) });
}

/** Rows of jobs that are gone do not count. */
function counted({ data }: State, ordering: Ordering, { passes }: OrderRules): Ordering {
	const gone = [...data.tombstones.values()].filter(({ row }) => passes(row)).length;
	return gone === 0 ? ordering : { ...ordering, matching: Math.max(0, ordering.matching - gone) };
}

/** Times like `age<1d` are counted from now on. */
function refreshed({ table, now, place }: State): AppliedFilter {
	const { filter } = table;
	if (filter.test === undefined || filter.problem !== undefined) return filter;
	const read = parseRowFilter(filter.text, { now, user: place.user });
	return "problem" in read ? filter : { ...filter, ...read };
}

function rulesOf(state: State): OrderRules {
	const { filter, isFailuresOnly, sort, openGroups } = state.table;
	const { test } = filter;
	return {
		passes: (row) => (!isFailuresOnly || row.last === "failure") && (test === undefined || test(row)),
		sort,
		openGroups,
		now: state.now,
		find: findIn(state),
	};
}

function findIn(state: State): OrderRules["find"] {
	const { held } = state.table;
	return held === undefined ? (name) => findRow(state, name) : (name) => held.get(name);
}

/** What decides which rows there are, and where. */
export type Arrangement = Partial<Pick<Table, "filter" | "sort" | "isFailuresOnly" | "view" | "openGroups">>;

export function rearrange(state: State, arrangement: Arrangement): State {
	return arrange({ ...state, table: { ...state.table, ...arrangement } });
}
