import { rearrange } from "./arrange.ts";
import { type Next, withEffects } from "./next.ts";
import { canonicalField, sortFieldOf } from "./row-fields.ts";
import { shownColumns } from "./shown-columns.ts";
import type { SortChoice } from "./settings.ts";
import type { State } from "./state.ts";

/** Sorts by a field; a second time the other way round. */
export function sortByField(state: State, field: string): Next {
	const { sort } = state.table;
	const isSame = canonicalField(sort.field) === field;
	return sorted(state, { field, isDescending: isSame ? !sort.isDescending : largestFirst.has(field) });
}

/** What people look for is at the top. */
const largestFirst: ReadonlySet<string> = new Set(["last", "cpus", "mem", "gpus", "errors"]);

export function invertSort(state: State): Next {
	const { sort } = state.table;
	return sorted(state, { ...sort, isDescending: !sort.isDescending });
}

/** Sorts by the column before or after the one that is sorted by. */
export function sortBeside(state: State, by: 1 | -1): Next {
	const fields = shownColumns(state)
		.map(canonicalField)
		.filter((field) => sortFieldOf(field, state.now) !== undefined);
	const at = fields.indexOf(canonicalField(state.table.sort.field));
	const field = fields[Math.max(0, Math.min(at + by, fields.length - 1))] ?? "name";
	return sorted(state, { field, isDescending: largestFirst.has(field) });
}

function sorted(state: State, sort: SortChoice): Next {
	return withEffects(rearrange(state, { sort }), { type: "remember", settings: { sort } });
}
