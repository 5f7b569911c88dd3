import type { Level } from "../state/level.ts";
import type { State } from "../state/state.ts";
import { cutMiddle } from "../text/cells.ts";
import { type Glyphs, glyphsFor } from "../text/glyphs.ts";
import { stripToLine } from "../text/strip-controls.ts";
import type { Line, Span } from "./frame.ts";
import { lineBetween, span } from "./line.ts";

/** Where somebody is, and what of the jobs is left out. */
export function crumbsLine(state: State): Line {
	const glyphs = glyphsFor(state.settings.isAscii);
	return lineBetween(crumbSpans(state, glyphs), narrowedSpans(state), state.size.columns);
}

function crumbSpans({ levels, size }: State, glyphs: Glyphs): readonly Span[] {
	const words = levels.flatMap((level) => wordsOf(level, Math.max(12, size.columns - 40), glyphs));
	return words.flatMap((word, index) => [
		...(index === 0 ? [] : [span(` ${glyphs.right} `, "dim")]),
		span(word, index === words.length - 1 ? "strong" : "plain"),
	]);
}

function wordsOf(level: Level, width: number, { ellipsis }: Glyphs): readonly string[] {
	if (level.kind === "job") return [cutMiddle(stripToLine(level.job), width, ellipsis), level.pane];
	if (level.kind === "task") return ["command"];
	return [level.kind === "calls" ? "command log" : level.kind];
}

/** The filter and its count are always in sight. */
function narrowedSpans({ table, data }: State): readonly Span[] {
	const { filter, isFailuresOnly, view } = table;
	const parts: readonly (readonly Span[])[] = [
		...(filter.problem === undefined ? [] : [[span(stripToLine(filter.problem), "bad")]]),
		...(view === "all" ? [] : [[span(`view ${stripToLine(view)}`, "strong")]]),
		...(isFailuresOnly && view !== "failed" ? [[span("failures only", "strong")]] : []),
		...(filter.text === "" ? [] : [[span(`/${stripToLine(filter.text)}`, "strong")]]),
	];
	if (parts.length === 0) return [];
	const count = `${table.matching}/${data.counts.total}`;
	return [...parts, [span(count)]].flatMap((spans, index) => (index === 0 ? spans : [span("  "), ...spans]));
}
