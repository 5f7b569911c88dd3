import type { State } from "../state/state.ts";
import type { Glyphs } from "../text/glyphs.ts";
import type { Line } from "./frame.ts";
import type { Title } from "./title-line.ts";

/** A pane before it has its rule. */
export interface Pane {
	readonly title: Title;
	readonly lines: readonly Line[];
}

/** What a pane is drawn for. */
export interface PanePage {
	readonly state: State;
	/** Room for its lines. */
	readonly columns: number;
	readonly rows: number;
	readonly glyphs: Glyphs;
}

/** How far down a list is, in words. */
export function placeNote(top: number, rows: number, total: number): string {
	return total <= rows ? "" : `${Math.min(top + rows, total)}/${total}`;
}

/** Where a list that is this long may begin at most. */
export function clampTop(top: number, rows: number, total: number): number {
	return Math.max(0, Math.min(top, total - rows));
}
