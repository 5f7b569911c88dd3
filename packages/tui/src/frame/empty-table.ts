import type { Layout } from "../state/layout.ts";
import type { State } from "../state/state.ts";
import { stripToLine } from "../text/strip-controls.ts";
import { wrapWords } from "../text/wrap.ts";
import type { Line, Tone } from "./frame.ts";
import { fillRows, lineOf, span } from "./line.ts";

interface Saying {
	readonly text: string;
	readonly tone: Tone;
}

/** Why there is no row, and what can be done about it. */
export function emptyTable(state: State, { columns, rows }: NonNullable<Layout["table"]>): readonly Line[] {
	const lines = sayingsOf(state).flatMap(({ text, tone }) => {
		const indent = margin + text.length - text.trimStart().length;
		const wrapped = wrapWords(text.trimStart(), Math.max(8, columns - indent - margin));
		return wrapped.map((row) => lineOf([span(" ".repeat(indent)), span(row, tone)], columns));
	});
	return fillRows([lineOf([], columns), ...lines], rows, columns);
}

const margin = 3;

function say(text: string, tone: Tone = "plain"): Saying {
	return { text, tone };
}

function sayingsOf({ data, place, table }: State): readonly Saying[] {
	if (data.feed.kind === "offline" && data.at === undefined)
		return [
			say(`${place.server} does not answer`, "bad"),
			say(stripToLine(data.feed.message)),
			...(data.feed.hint === undefined ? [] : [say(stripToLine(data.feed.hint), "strong")]),
		];
	if (data.at === undefined) return [say(`asking ${place.server} for its jobs`)];
	return data.counts.total === 0 ? firstRun(place.server) : nothingMatches(data.counts.total, table);
}

function firstRun(server: string): readonly Saying[] {
	return [
		say(`There is no job on ${server} yet.`, "strong"),
		say(""),
		say("Make a file of jobs and submit it:"),
		say("  chronos-job init hello --yes", "strong"),
		say("  chronos-job submit hello.jsonc", "strong"),
		say(""),
		say("Your jobs are on another server? Save it as a context:"),
		say("  chronos-job context add NAME URL --use", "strong"),
	];
}

function nothingMatches(total: number, { filter, isFailuresOnly, view }: State["table"]): readonly Saying[] {
	const causes = [
		...(filter.text === "" ? [] : [`/${stripToLine(filter.text)}`]),
		...(isFailuresOnly ? ["failures only"] : []),
		...(view === "all" ? [] : [`view ${stripToLine(view)}`]),
	];
	const what = total === 1 ? "The one job does not match" : `None of ${total} jobs matches`;
	return [say(`${what}: ${causes.join(", ")}`, "strong"), say("Escape shows all of them again.")];
}
