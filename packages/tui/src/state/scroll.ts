import { comingRows } from "./coming-rows.ts";
import { helpRows } from "./help-rows.ts";
import { layoutOf } from "./layout.ts";
import { levelOf } from "./place.ts";
import type { JobLevel, Level, Scroll } from "./level.ts";
import type { State } from "./state.ts";

/** A level whose content can be longer than its place. */
export type ScrolledLevel = Extract<Level, { readonly scroll: Scroll }>;

function isScrolled(level: Level): level is ScrolledLevel {
	return "scroll" in level;
}

/** How many rows the content of the level has on the screen. */
export function pageRows(state: State): number {
	const { pane, table } = layoutOf(state);
	return Math.max(1, (pane ?? table)?.rows ?? 1);
}

/** Scrolls the level by lines. */
export function scrollBy(state: State, lines: number): State {
	const level = levelOf(state);
	return isScrolled(level) ? scrollTo(state, topOf(state, level) + lines) : state;
}

/** Scrolls the level so that this line is the first one, as far as there is something to see. */
export function scrollTo(state: State, line: number): State {
	const level = levelOf(state);
	if (!isScrolled(level)) return state;
	const last = lastTop(state, level);
	const top = Math.max(0, Math.min(line, last));
	const moved = withScroll(level, { ...level.scroll, top });
	return withLevel(state, moved.kind === "job" ? following(moved, top >= last) : moved);
}

export function scrollSideways(state: State, cells: number): State {
	const level = levelOf(state);
	if (!isScrolled(level)) return state;
	return withLevel(state, withScroll(level, { ...level.scroll, left: Math.max(0, level.scroll.left + cells) }));
}

export function withScroll<Scrolled extends ScrolledLevel>(level: Scrolled, scroll: Scroll): Scrolled {
	const top = Math.max(0, scroll.top);
	return top === level.scroll.top && scroll.left === level.scroll.left
		? level
		: { ...level, scroll: { ...scroll, top } };
}

export function withLevel(state: State, level: Level): State {
	return { ...state, levels: [...state.levels.slice(0, -1), level] };
}

/** A log whose end is in sight is followed; one that is read further up stays where it is. */
function following(level: JobLevel, isAtEnd: boolean): JobLevel {
	if (level.pane !== "log" || (level.log.follows === isAtEnd && level.log.unseen === 0)) return level;
	return { ...level, log: { ...level.log, follows: isAtEnd, unseen: 0 } };
}

/** What is followed is at its end, wherever it was scrolled to before. */
function topOf(state: State, level: ScrolledLevel): number {
	const isFollowed = level.kind === "job" && level.pane === "log" && level.log.follows;
	return isFollowed ? lastTop(state, level) : level.scroll.top;
}

function lastTop(state: State, level: ScrolledLevel): number {
	const lines = lineCount(state, level);
	// Broken lines take more than one row, so any of them may be the first one.
	if (level.kind === "job" && level.wraps) return Math.max(0, lines - 1);
	return Math.max(0, lines - pageRows(state));
}

function lineCount(state: State, level: ScrolledLevel): number {
	const counts: Readonly<Record<ScrolledLevel["kind"], () => number>> = {
		job: () => (level.kind === "job" ? level.text.lines.length : 0),
		task: () => (level.kind === "task" ? (state.tasks.find(({ id }) => id === level.task)?.lines.length ?? 0) : 0),
		calls: () => state.calls.length,
		timeline: () => comingRows(state.data.jobs).length + 1,
		help: () => (level.kind === "help" ? helpRows(state, level.filter).length : 0),
	};
	return counts[level.kind]();
}
