import type { State } from "../state/state.ts";
import { formatSpan } from "../text/age.ts";
import { glyphsFor } from "../text/glyphs.ts";
import { feedWords } from "./feed-words.ts";
import type { Line, Span, Tone } from "./frame.ts";
import { arrowOf } from "./heading-line.ts";
import { cellsOf, lineBetween, span } from "./line.ts";

/** Where this is, how many jobs do what, and how old all of it is. */
export function statusLine(state: State): Line {
	const { columns } = state.size;
	const feed = feedWords(state);
	const right: readonly Span[] = [span(feed.text, feed.tone)];
	const parts = partsOf(state);
	const kept = fitting(parts, columns - cellsOf(right) - 1);
	return lineBetween(kept.length === 0 ? [] : between(kept), right, columns);
}

/** The higher the rank, the sooner it goes. */
interface Part {
	readonly rank: number;
	readonly spans: readonly Span[];
}

function partsOf(state: State): readonly Part[] {
	const { place, settings, table, data } = state;
	const glyphs = glyphsFor(settings.isAscii);
	const sort = `by ${table.sort.field} ${arrowOf(table.sort.isDescending, glyphs)}`;
	return [
		...(place.isDanger ? [{ rank: 0, spans: [{ ...span("PROD", "warning"), isReversed: true }] }] : []),
		part(3, place.context, "strong"),
		...(place.server === place.context ? [] : [part(6, place.server, "dim")]),
		...(place.dialect === undefined ? [] : [part(7, place.dialect, "dim")]),
		...(place.isReadOnly || settings.isReadOnly ? [part(1, "read-only", "warning")] : []),
		...(data.at === undefined ? [] : [{ rank: 2, spans: countSpans(state) }]),
		...(table.marked.size === 0 ? [] : [part(1, `${table.marked.size} marked`, "strong")]),
		part(5, sort, "plain"),
		...skewParts(place.skewMs),
	];
}

function part(rank: number, text: string, tone: Tone): Part {
	return { rank, spans: [span(text, tone)] };
}

function countSpans({ data: { counts } }: State): readonly Span[] {
	const { running, queued, failed, total } = counts;
	return [
		span(`${running} running `, running > 0 ? "active" : "plain"),
		span(`${queued} queued `, queued > 0 ? "waiting" : "plain"),
		span(`${failed} failed`, failed > 0 ? "bad" : "plain"),
		span(` / ${total}`),
	];
}

/** Ages are wrong by as much. */
function skewParts(skewMs: number | undefined): readonly Part[] {
	if (skewMs === undefined || Math.abs(skewMs) <= 5000) return [];
	const words = `server clock ${formatSpan(Math.abs(skewMs))} ${skewMs > 0 ? "ahead" : "behind"}`;
	return [part(4, words, "warning")];
}

function fitting(parts: readonly Part[], room: number): readonly Part[] {
	if (cellsOf(between(parts)) <= room || parts.length === 0) return parts;
	const highest = Math.max(...parts.map(({ rank }) => rank));
	return fitting(
		parts.filter(({ rank }) => rank !== highest),
		room,
	);
}

function between(parts: readonly Part[]): readonly Span[] {
	return parts.flatMap(({ spans }, index) => (index === 0 ? spans : [span("  "), ...spans]));
}
