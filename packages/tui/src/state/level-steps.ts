import { type Next, same } from "./next.ts";
import { withNotice } from "./notice.ts";
import { openPane, refill, startFilling } from "./pane-fill.ts";
import { levelOf } from "./place.ts";
import { scrollTo } from "./scroll.ts";
import type { Level } from "./level.ts";
import type { State } from "./state.ts";

const start = { top: 0, left: 0 } as const;

/** Opens a list over everything. */
export function openLevel(state: State, kind: "help" | "timeline" | "calls" | "contexts"): State {
	if (levelOf(state).kind === kind) return state;
	const next = pushLevel(state, fresh(state, kind));
	// The newest calls are at the end.
	return kind === "calls" ? scrollTo(next, next.calls.length) : next;
}

export function openTask(state: State, task: number): State {
	return pushLevel(state, { kind: "task", task, scroll: start });
}

/** What the command says that is under way, or the last one; of many that were one wish, the first that failed. */
export function openTaskOutput(state: State): State {
	const last = state.tasks.findLast(({ status }) => status === "requesting") ?? state.tasks.at(-1);
	if (last === undefined) return withNotice(state, "no command was run yet");
	const batch = state.tasks.filter(({ id, batch }) => id === last.id || (batch !== undefined && batch === last.batch));
	return openTask(state, (batch.find(({ status }) => status === "failed") ?? last).id);
}

/** Leaves the level; what lies below shows what is true by now. */
export function closeLevel(state: State): Next {
	if (state.levels.length === 1) return same(state);
	const next = { ...state, levels: state.levels.slice(0, -1), left: levelOf(state) };
	const empties = levelOf(state).kind === "job" ? ([{ type: "empty" }] as const) : [];
	const below = refillBelow(next);
	return { ...below, effects: [...empties, ...below.effects] };
}

/** Back to the level that was left last. */
export function reopenLevel(state: State): Next {
	const { left } = state;
	if (left === undefined) return same(withNotice(state, "nothing was left yet"));
	if (left.kind === "job") return startFilling({ ...openPane(state, left.job, left.pane).state, left: levelOf(state) });
	return same({ ...pushLevel(state, left), left: levelOf(state) });
}

function pushLevel(state: State, level: Level): State {
	const top = levelOf(state);
	// A list in place of another one: nobody wants to leave a pile of them one by one.
	const below = top.kind === "jobs" || top.kind === "job" ? state.levels : state.levels.slice(0, -1);
	return { ...state, levels: [...below, level] };
}

function fresh({ place }: State, kind: "help" | "timeline" | "calls" | "contexts"): Level {
	if (kind === "help") return { kind, scroll: start, filter: "" };
	if (kind !== "contexts") return { kind, scroll: start };
	return {
		kind,
		selected: Math.max(
			0,
			place.contexts.findIndex(({ name }) => name === place.context),
		),
	};
}

function refillBelow(state: State): Next {
	const level = levelOf(state);
	return level.kind === "job" && level.pane !== "log" ? refill(state) : same(state);
}
