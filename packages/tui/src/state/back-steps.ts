import { rearrange } from "./arrange.ts";
import { applyFilter } from "./input-steps.ts";
import { closeLevel } from "./level-steps.ts";
import { clearMarks } from "./mark-steps.ts";
import { type Next, same } from "./next.ts";
import { withJobLevel } from "./pane-fill.ts";
import { jobLevelOf, placeOf } from "./place.ts";
import type { State } from "./state.ts";

/** One thing after the other: the search, the level, the marks, the filter. */
export function goBack(state: State): Next {
	const level = jobLevelOf(state);
	if (level?.search !== undefined && placeOf(state) !== "jobs")
		return same(withJobLevel(state, { ...level, search: undefined }));
	if (placeOf(state) === "jobs" && state.table.marked.size > 0) return same(clearMarks(state));
	if (state.levels.length > 1) return closeLevel(state);
	return same(clearNarrowing(state));
}

function clearNarrowing(state: State): State {
	const { filter, isFailuresOnly, view } = state.table;
	if (filter.text !== "") return applyFilter({ ...state, table: { ...state.table, view: "all" } }, "");
	return isFailuresOnly || view !== "all" ? rearrange(state, { isFailuresOnly: false, view: "all" }) : state;
}
