import { formatGpuUseNow, localTime } from "@chronos-job/core";
import type { JobRow } from "../state/job-row.ts";
import type { Layout } from "../state/layout.ts";
import { findRow } from "../state/rows.ts";
import type { State } from "../state/state.ts";
import { formatAge } from "../text/age.ts";
import { cutEnd, padEnd } from "../text/cells.ts";
import { glyphsFor } from "../text/glyphs.ts";
import { stripToLine } from "../text/strip-controls.ts";
import { stateGlyphOf, stateTones } from "./columns.ts";
import type { Line, Span } from "./frame.ts";
import { fillRows, lineOf, span } from "./line.ts";
import { titleLine } from "./title-line.ts";

/** What is known of the job at a glance, above what it wrote. */
export function factBlock(state: State, { columns, rows }: NonNullable<Layout["facts"]>): readonly Line[] {
	const level = state.levels.at(-1);
	const glyphs = glyphsFor(state.settings.isAscii);
	const name = level?.kind === "job" ? level.job : "";
	const row = findRow(state, name);
	const lines = row === undefined ? [] : factsOf(row, state).map(([what, spans]) => factLine(what, spans));
	return [titleLine({ text: stripToLine(name) }, columns, glyphs), ...fillRows(lines, rows, columns)];

	function factLine(what: string, spans: readonly Span[]): Line {
		const cut = spans.map((each) => ({ ...each, text: cutEnd(each.text, columns - 10, glyphs.ellipsis) }));
		return lineOf([span(padEnd(what, 10), "dim"), ...cut], columns);
	}
}

type Fact = readonly [what: string, spans: readonly Span[]];

function factsOf(row: JobRow, state: State): readonly Fact[] {
	const { job } = row.facts;
	return [
		["state", [span(stateText(row, state), stateTones[row.state])]],
		["last", [span(lastText(row, state), row.last === "failure" ? "bad" : "plain")]],
		["next", [span(nextText(row, state))]],
		["runs", [span(runsText(row))]],
		["needs", [span(needsText(row))]],
		["command", [span(job === undefined ? "" : stripToLine(job.command))]],
	];
}

function stateText({ state, running, retryAt }: JobRow, { settings, place }: State): string {
	const glyph = stateGlyphOf(state, glyphsFor(settings.isAscii));
	if (state === "retry" && retryAt !== undefined)
		return `${glyph} failed, and tried again ${localTime(retryAt, place.zone)}`;
	return running > 1 ? `${glyph} ${state}, ${running} attempts` : `${glyph} ${state}`;
}

const lastWords = { success: "ok", failure: "failed", fresh: "never ran" } as const;

function lastText({ last, lastAt }: JobRow, { now, place }: State): string {
	const word = lastWords[last];
	return lastAt === undefined ? word : `${word}, ${localTime(lastAt, place.zone)}, ${formatAge(now - lastAt)} ago`;
}

function nextText({ nextAt, schedule }: JobRow, { now, place }: State): string {
	if (nextAt === undefined) return schedule;
	const away = nextAt <= now ? "due" : `in ${formatAge(nextAt - now)}`;
	return `${localTime(nextAt, place.zone)}, ${away}${schedule === "" ? "" : `, ${schedule}`}`;
}

function runsText({ successes, errors }: JobRow): string {
	return successes === undefined || errors === undefined ? "" : `${successes} succeeded, ${errors} failed`;
}

function needsText({ cpus, memMb, gpus, gpuUses, running, owner }: JobRow): string {
	const used = (running > 0 ? gpuUses : []).map(formatGpuUseNow).filter((text) => text !== "");
	const parts = [
		...(cpus === undefined ? [] : [`${cpus} CPU`]),
		...(memMb === undefined ? [] : [`${memMb} MB`]),
		...((gpus ?? 0) > 0 ? [`${gpus} GPU${used.length === 0 ? "" : ` (${used.join("; ")})`}`] : []),
		...(owner === "" ? [] : [`for ${owner}`]),
	];
	return parts.join(", ");
}
