import type { JobLevel, Level } from "./level.ts";
import type { Size, State } from "./state.ts";

/** A rectangle of the screen without its heading, in cells from the upper left corner. */
export interface Place {
	readonly left: number;
	readonly top: number;
	readonly columns: number;
	readonly rows: number;
}

/** What is where; whatever is absent is not on the screen. */
export interface Layout {
	readonly isTooSmall: boolean;
	/** Whether the second line says where somebody is and what is left out. */
	readonly hasCrumbs: boolean;
	/** The rows of jobs; the names of the columns are the line above. */
	readonly table: Place | undefined;
	/** What is known of the job at a glance, above its pane; a title is the line above. */
	readonly facts: Place | undefined;
	/** The text of a job, or a list that has the screen; its title is the line above. */
	readonly pane: Place | undefined;
}

export const leastSize: Size = { columns: 40, rows: 8 };

/** Side by side where there is room for both, one above the other, or one at a time. */
export function layoutOf(state: Pick<State, "size" | "levels" | "table" | "input">): Layout {
	const { size, levels } = state;
	if (size.columns < leastSize.columns || size.rows < leastSize.rows) return tooSmall;
	const hasCrumbs = saysMore(state);
	const head = hasCrumbs ? 2 : 1;
	const body: Place = { left: 0, top: head, columns: size.columns, rows: size.rows - head - 1 };
	const level = levels.at(-1);
	const places = level === undefined || level.kind === "jobs" ? { table: body } : placesOf(level, body, size);
	return { isTooSmall: false, hasCrumbs, ...inner(places) };
}

const tooSmall: Layout = {
	isTooSmall: true,
	hasCrumbs: false,
	table: undefined,
	facts: undefined,
	pane: undefined,
};

function saysMore({ levels, table, input }: Pick<State, "levels" | "table" | "input">): boolean {
	const isNarrowed = table.filter.text !== "" || table.isFailuresOnly || table.view !== "all";
	return levels.length > 1 || isNarrowed || input?.kind === "filter";
}

/** With their headings. */
interface Places {
	readonly table?: Place;
	readonly facts?: Place;
	readonly pane?: Place;
}

function placesOf(level: Exclude<Level, { readonly kind: "jobs" }>, body: Place, size: Size): Places {
	if (level.kind !== "job" || level.zoom === "full") return { pane: body };
	if (size.columns >= 110) return beside(level, body);
	return size.columns >= 80 && size.rows >= 20 ? over(level, body) : { pane: body };
}

const paneShare = { normal: 0.54, half: 0.68 } as const;

function beside(level: JobLevel, body: Place): Places {
	const share = level.zoom === "half" ? paneShare.half : paneShare.normal;
	const left = body.columns - Math.floor(body.columns * share);
	const table = { ...body, columns: left };
	const right = { ...body, left: left + 1, columns: body.columns - left - 1 };
	if (level.pane === "detail" || body.rows < factRows * 3) return { table, pane: right };
	const pane = { ...right, top: right.top + factRows, rows: right.rows - factRows };
	return { table, facts: { ...right, rows: factRows }, pane };
}

/** A title, and the lines of `frame/fact-lines.ts`. */
const factRows = 7;

function over(level: JobLevel, body: Place): Places {
	const share = level.zoom === "half" ? paneShare.half : paneShare.normal;
	const rows = Math.floor(body.rows * share);
	const upper = { ...body, rows: body.rows - rows };
	return { table: upper, pane: { ...body, top: body.top + upper.rows, rows } };
}

function inner({ table, facts, pane }: Places): Pick<Layout, "table" | "facts" | "pane"> {
	return { table: table && belowHeading(table), facts: facts && belowHeading(facts), pane: pane && belowHeading(pane) };
}

function belowHeading(place: Place): Place {
	return { ...place, top: place.top + 1, rows: place.rows - 1 };
}
