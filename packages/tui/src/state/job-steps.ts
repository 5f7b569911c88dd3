import { isDisabled } from "./job-row.ts";
import { unfold } from "./ordering.ts";
import { type Next, same } from "./next.ts";
import { withNotice } from "./notice.ts";
import { openPane, startFilling, withJobLevel } from "./pane-fill.ts";
import { jobLevelOf, placeOf } from "./place.ts";
import { selectNear } from "./select-row.ts";
import type { PaneKind } from "./settings.ts";
import type { LogChoice } from "./level.ts";
import type { State } from "./state.ts";
import { singleTarget, targetsOf } from "./targets.ts";
import { actOn } from "./verb-steps.ts";

/** Looks at the selected job; a sweep is opened or closed instead. */
export function openJob(state: State): Next {
	const { selected, groups } = state.table;
	if (placeOf(state) === "jobs" && selected !== undefined && groups.has(selected))
		return same(toggleGroup(state, selected));
	return openPaneOf(state, "detail");
}

export function openPaneOf(state: State, pane: PaneKind): Next {
	const job = singleTarget(state);
	if (job === undefined) return same(withNotice(state, noJob(state)));
	const level = jobLevelOf(state);
	if (level?.pane === pane && level.job === job) return again(withJobLevel(state, { ...level, isFocused: true }));
	return openPane(state, job, pane);
}

/** What is open already has the keys now; a log that has ended begins anew with the latest attempt. */
function again(state: State): Next {
	const level = jobLevelOf(state);
	return level?.pane === "log" && level.text.isEnded ? startFilling(state) : same(state);
}

function noJob({ table }: State): string {
	return table.selected === undefined ? "there is no job to look at" : "this is a sweep; Enter shows its jobs";
}

function toggleGroup(state: State, key: string): State {
	const { openGroups } = state.table;
	const next = new Set(openGroups.has(key) ? [...openGroups].filter((each) => each !== key) : [...openGroups, key]);
	const table = { ...state.table, openGroups: next };
	return selectNear(state, { ...table, ...unfold(table, next) });
}

/** Another stream or attempt of the log that is open. */
export function chooseLog(state: State, change: (log: LogChoice) => Partial<LogChoice>): Next {
	const level = jobLevelOf(state);
	if (level === undefined || level.pane !== "log") return same(state);
	const log = { ...level.log, ...change(level.log) };
	const isSame = log.stream === level.log.stream && log.back === level.log.back;
	if (isSame) return same(log.back === 0 ? withNotice(state, "this is the latest attempt") : state);
	return startFilling(withJobLevel(state, { ...level, log }));
}

export function zoomPane(state: State): State {
	const level = jobLevelOf(state);
	return level === undefined ? state : withJobLevel(state, { ...level, zoom: zooms[level.zoom] });
}

const zooms = { normal: "half", half: "full", full: "normal" } as const;

export function focusPane(state: State): State {
	const level = jobLevelOf(state);
	return level === undefined ? state : withJobLevel(state, { ...level, isFocused: !level.isFocused });
}

export function wrapPane(state: State): State {
	const level = jobLevelOf(state);
	return level === undefined
		? state
		: withJobLevel(state, { ...level, wraps: !level.wraps, scroll: { ...level.scroll, left: 0 } });
}

/** Disables; what is disabled altogether is enabled again. */
export function toggleDisabled(state: State): Next {
	const names = targetsOf(state);
	const rows = names.flatMap((name) => state.data.jobs.get(name) ?? []);
	const isOff = rows.length > 0 && rows.every(({ facts }) => isDisabled(facts));
	return actOn(state, isOff ? "enable" : "disable", names);
}
