import { jobLevelOf } from "./place.ts";
import { pageRows, scrollTo, withLevel } from "./scroll.ts";
import { matchedLines, nextMatch } from "./search.ts";
import type { JobLevel } from "./level.ts";
import type { State } from "./state.ts";

/** Shows the first match from what is in sight on. */
export function searchFor(state: State, word: string): State {
	const level = jobLevelOf(state);
	if (level === undefined) return state;
	if (word === "") return withLevel(state, { ...level, search: undefined });
	const found = matchedLines(level.text.lines, word);
	const from = level.search?.current ?? firstInSight(state, level);
	const current = nextMatch(found, Math.max(-1, from - 1), false);
	return show(withLevel(state, { ...level, search: { text: word, current } }), current);
}

export function searchOn(state: State, isBackwards: boolean): State {
	const level = jobLevelOf(state);
	if (level?.search === undefined) return state;
	const { text, current } = level.search;
	const next = nextMatch(matchedLines(level.text.lines, text), current, isBackwards);
	return show(withLevel(state, { ...level, search: { text, current: next } }), next);
}

function firstInSight(state: State, level: JobLevel): number {
	const isFollowed = level.pane === "log" && level.log.follows;
	return isFollowed ? Math.max(0, level.text.lines.length - pageRows(state)) : level.scroll.top;
}

/** Scrolls only when the line is out of sight, and then to the middle. */
function show(state: State, line: number): State {
	const level = jobLevelOf(state);
	if (level === undefined || line === -1) return state;
	const rows = pageRows(state);
	const top = firstInSight(state, level);
	const isInSight = line >= top && line < top + rows && !level.wraps;
	return isInSight ? state : scrollTo(state, line - Math.floor(rows / 2));
}
