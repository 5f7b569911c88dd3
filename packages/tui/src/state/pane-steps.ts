import type { ActionOf } from "./action.ts";
import { appendText, emptyText } from "./log-lines.ts";
import { type Next, same } from "./next.ts";
import { withScroll } from "./scroll.ts";
import type { JobLevel } from "./level.ts";
import type { State } from "./state.ts";

/** Text for a pane; what is for another pane than the one that is open comes too late. */
export function onPaneText(state: State, action: ActionOf<"pane.text">): Next {
	return same(withPane(state, action.key, (level) => withText(level, action)));
}

export function onPaneFailed(state: State, { key, message }: ActionOf<"pane.failed">): Next {
	return same(
		withPane(state, key, (level) => ({
			...level,
			text: { ...appendText({ ...emptyText, title: level.text.title }, message), status: "failed", isEnded: true },
		})),
	);
}

/** Also when a list lies above it. */
function withPane(state: State, key: string, change: (level: JobLevel) => JobLevel): State {
	const at = state.levels.findLastIndex((level) => level.kind === "job" && level.key === key);
	const level = state.levels[at];
	return level?.kind === "job" ? { ...state, levels: state.levels.with(at, change(level)) } : state;
}

function withText(level: JobLevel, { isNew, title, text, isEnded }: ActionOf<"pane.text">): JobLevel {
	const before = isNew ? emptyText : level.text;
	const after = { ...appendText(before, text), status: "ready" as const, title, isEnded };
	const isSame =
		isNew &&
		after.lines.length === level.text.lines.length &&
		after.lines.every((line, at) => line === level.text.lines[at]);
	const shown = isSame ? { ...after, lines: level.text.lines } : after;
	const { dropped: lost } = shown;
	const shift = isNew ? 0 : lost - before.dropped;
	const unseen = level.log.follows ? 0 : level.log.unseen + addedLines(before.lines.length, shown.lines.length, shift);
	const search = level.search && { ...level.search, current: Math.max(-1, level.search.current - shift) };
	const moved = { ...level, text: shown, search, log: { ...level.log, unseen } };
	return withScroll(moved, { ...level.scroll, top: level.scroll.top - shift });
}

function addedLines(before: number, after: number, shift: number): number {
	return Math.max(0, after - before + shift);
}
