import { stripToLine } from "../text/strip-controls.ts";
import type { ActionOf } from "./action.ts";
import { arrangeUnlessHeld } from "./arrange.ts";
import { warmRows } from "./job-row.ts";
import { chained, type Next, same, withEffects } from "./next.ts";
import { withNotice } from "./notice.ts";
import { openPane } from "./pane-fill.ts";
import { isView } from "./saved-views.ts";
import { needsWhole } from "./settle.ts";
import type { State } from "./state.ts";
import { noView } from "./view-steps.ts";

/** What is wanted from the beginning. */
export function onStart(state: State, { now }: ActionOf<"start">): Next {
	const { job, pane, hasMouse, view } = state.settings;
	const started = { ...state, now };
	const told = isView(state.settings, view) ? started : withNotice(started, noView(state, view), "bad");
	const mouse = hasMouse ? ([{ type: "mouse", isOn: true }] as const) : [];
	const wanted = withEffects(told, { type: "depth", isWhole: needsWhole(state) }, ...mouse);
	return job === undefined ? wanted : chained(wanted, (next) => openPane(next, job, pane ?? "detail"));
}

export function onResize(state: State, { size }: ActionOf<"resize">): Next {
	return same({ ...state, size });
}

/** Few enough that nobody who presses a key meanwhile notices. */
const warmedATick = 5000;

/** What was there for a few seconds goes. */
export function onTick(state: State, { now }: ActionOf<"tick">): Next {
	const { notice, data } = state;
	const isOver = notice !== undefined && notice.untilAt <= now;
	const isOld = data.changed.size > 0 && data.changedAt !== undefined && now - data.changedAt >= 1000;
	const changed = isOld ? new Set<string>() : data.changed;
	warmRows(data.jobs.values(), warmedATick);
	const next = { ...state, now, notice: isOver ? undefined : notice, data: { ...data, changed } };
	return same(withoutOldTombstones(next));
}

function withoutOldTombstones(state: State): State {
	const { tombstones } = state.data;
	const over = [...tombstones].filter(([, { untilAt }]) => untilAt <= state.now).map(([name]) => name);
	if (over.length === 0 || state.table.held !== undefined) return state;
	const kept = new Map([...tombstones].filter(([name]) => !over.includes(name)));
	return arrangeUnlessHeld({ ...state, data: { ...state.data, tombstones: kept } }, over);
}

const callsKept = 1000;

export function onCall(state: State, { call }: ActionOf<"call">): Next {
	const shown = { ...call, text: stripToLine(call.text) };
	return same({ ...state, calls: [...state.calls, shown].slice(-callsKept) });
}

export function onNotice(state: State, { text, tone, now }: ActionOf<"notice">): Next {
	const lasts = tone === "bad" ? 8000 : 4000;
	return withEffects({
		...state,
		now: Math.max(now, state.now),
		notice: { text: stripToLine(text), tone, untilAt: now + lasts },
	});
}
