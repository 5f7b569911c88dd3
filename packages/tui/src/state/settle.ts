import { findField } from "@chronos-job/core";
import { arrange } from "./arrange.ts";
import type { Effect } from "./effect.ts";
import { type Next, same, chained, withEffects } from "./next.ts";
import { paneWidth, refill, startFilling, withJobLevel } from "./pane-fill.ts";
import { jobLevelOf, placeOf } from "./place.ts";
import { rowsOf } from "./rows.ts";
import { showSelected } from "./select-row.ts";
import type { State } from "./state.ts";

/** What follows from any change, whatever made it. */
export function settle(before: State, next: Next): Next {
	if (next.state === before) return next;
	const moved = chained(next, (state) => same(showSelected(holdOrLetGo(state))));
	return chained(
		chained(moved, (state) => followSelection(before, state)),
		(state) => withEffects(state, ...newNeeds(before, state)),
	);
}

/** Rows stay where they are while somebody types or answers. */
function holdOrLetGo(state: State): State {
	const isBusy = state.dialog !== undefined || state.input?.kind === "filter";
	const { held } = state.table;
	if (isBusy === (held !== undefined)) return state;
	if (isBusy) return { ...state, table: { ...state.table, held: rowsOf(state.data) } };
	return arrange({ ...state, table: { ...state.table, held: undefined } });
}

/** A pane beside the table shows the job that is selected there. */
function followSelection(before: State, state: State): Next {
	const level = jobLevelOf(state);
	if (level === undefined) return same(state);
	const job = chosenJob(before, state);
	if (job !== undefined && job !== level.job)
		return startFilling(withJobLevel(state, { ...level, job, log: { ...level.log, back: 0 } }));
	const isOther = jobLevelOf(before)?.key !== level.key;
	return isOther || level.pane === "log" || paneWidth(before) === paneWidth(state) ? same(state) : refill(state);
}

/** The job that was selected just now, if that is what the keys are about. */
function chosenJob(before: State, state: State): string | undefined {
	const { selected, groups } = state.table;
	if (selected === undefined || selected === before.table.selected || groups.has(selected)) return undefined;
	return placeOf(state) === "jobs" ? selected : undefined;
}

function newNeeds(before: State, state: State): readonly Effect[] {
	const isWhole = needsWhole(state);
	return isWhole === needsWhole(before) ? [] : [{ type: "depth", isWhole }];
}

/** Whether what is shown, sorted or filtered by is not in the cheap answer. */
export function needsWhole({ table }: Pick<State, "table">): boolean {
	const { columns, sort, filter } = table;
	if (columns === undefined || filter.needsWhole) return true;
	return [...columns, sort.field].some((name) => name === "runs" || findField(name)?.source === "job");
}
