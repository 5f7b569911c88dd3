import { layoutOf } from "./layout.ts";
import { levelOf, placeOf } from "./place.ts";
import { pageRows, scrollBy, scrollSideways, scrollTo, withLevel } from "./scroll.ts";
import { selectAt, selectedIndex } from "./select-row.ts";
import { shownColumns } from "./shown-columns.ts";
import type { State } from "./state.ts";

/** By rows of the table, by lines of what is read, or by entries of a list. */
export function moveBy(state: State, rows: number): State {
	if (placeOf(state) === "jobs") return selectAt(state, selectedIndex(state) + rows);
	const level = levelOf(state);
	return level.kind === "contexts" ? chooseContext(state, level.selected + rows) : scrollBy(state, rows);
}

export function moveByPages(state: State, pages: number): State {
	return moveBy(state, Math.trunc(pages * Math.max(1, rowsHere(state) - 1)));
}

export function moveTo(state: State, end: "top" | "bottom"): State {
	if (placeOf(state) === "jobs") return selectAt(state, end === "top" ? 0 : state.table.order.length - 1);
	const level = levelOf(state);
	const last = Number.MAX_SAFE_INTEGER;
	if (level.kind === "contexts") return chooseContext(state, end === "top" ? 0 : last);
	return scrollTo(state, end === "top" ? 0 : last);
}

const sidewaysCells = 8;

/** The columns of the table, or the letters of a text. */
export function moveSideways(state: State, by: 1 | -1): State {
	if (placeOf(state) !== "jobs") return scrollSideways(state, by * sidewaysCells);
	const { scrolled } = state.table;
	if (scrolled === undefined && by === -1) return state;
	const last = Math.max(0, shownColumns(state).length - 2);
	return withScrolled(state, Math.max(0, Math.min((scrolled ?? 0) + by, last)));
}

/** All columns, which are scrolled, or only those that there is room for. */
export function toggleWide(state: State): State {
	return withScrolled(state, state.table.scrolled === undefined ? 0 : undefined);
}

function withScrolled(state: State, scrolled: number | undefined): State {
	return { ...state, table: { ...state.table, scrolled } };
}

function rowsHere(state: State): number {
	return placeOf(state) === "jobs" ? (layoutOf(state).table?.rows ?? 1) : pageRows(state);
}

function chooseContext(state: State, index: number): State {
	const level = levelOf(state);
	if (level.kind !== "contexts") return state;
	const last = state.place.contexts.length - 1;
	return withLevel(state, { ...level, selected: Math.max(0, Math.min(index, last)) });
}
