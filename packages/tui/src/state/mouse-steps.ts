import type { ActionOf } from "./action.ts";
import { openJob } from "./job-steps.ts";
import { type Layout, layoutOf, type Place } from "./layout.ts";
import { moveBy } from "./move-steps.ts";
import { type Next, same } from "./next.ts";
import { withJobLevel } from "./pane-fill.ts";
import { jobLevelOf } from "./place.ts";
import { scrollBy } from "./scroll.ts";
import { selectAt } from "./select-row.ts";
import type { State } from "./state.ts";

const wheelRows = 3;

/** The wheel scrolls what is below it; a press chooses, and a second one opens. */
export function onMouse(state: State, action: ActionOf<"mouse">): Next {
	if (state.dialog !== undefined || state.input !== undefined) return same(state);
	const layout = layoutOf(state);
	if (action.event === "press") return onPress(state, layout, action);
	const rows = action.event === "wheel-up" ? -wheelRows : wheelRows;
	return same(isIn(layout.pane, action) ? scrollBy(state, rows) : moveBy(state, rows));
}

type Point = Pick<ActionOf<"mouse">, "column" | "row">;

function onPress(state: State, { table, pane }: Layout, point: Point): Next {
	const level = jobLevelOf(state);
	if (isIn(pane, point)) return same(level === undefined ? state : withJobLevel(state, { ...level, isFocused: true }));
	if (table === undefined || !isIn(table, point)) return same(state);
	const index = state.table.top + point.row - table.top;
	const key = state.table.order[index];
	if (key === undefined) return same(state);
	const free = level === undefined ? state : withJobLevel(state, { ...level, isFocused: false });
	return key === state.table.selected ? openJob(free) : same(selectAt(free, index));
}

function isIn(place: Place | undefined, { column, row }: Point): boolean {
	if (place === undefined) return false;
	const isBeside = column < place.left || column >= place.left + place.columns;
	return !isBeside && row >= place.top && row < place.top + place.rows;
}
