import { findField, type NamedField } from "@chronos-job/core";
import type { JobRow, RowState } from "../state/job-row.ts";
import { formatAge } from "../text/age.ts";
import type { Glyphs } from "../text/glyphs.ts";
import { stripToLine } from "../text/strip-controls.ts";
import type { Tone } from "./frame.ts";

/** What a column is, before it has its place. */
export interface Column {
	/** As `list --columns` calls it. */
	readonly field: string;
	readonly heading: string;
	/** The least cells that are of use. */
	readonly width: number;
	/** More than that is wasted. */
	readonly most: number;
	/** Numbers stand at the right. */
	readonly isRight?: boolean;
	/** Fields that are sorted by under this heading. */
	readonly sorts: readonly string[];
	readonly cell: (row: JobRow, moment: Moment) => Cell;
}

export interface Cell {
	readonly text: string;
	readonly tone: Tone;
}

/** What cells depend on besides their row. */
export interface Moment {
	readonly now: number;
	readonly glyphs: Glyphs;
}

/** Which go first where there is little room. */
export const dropOrder: readonly string[] = ["schedule", "owner", "mem", "cpus", "gpus", "runs", "next", "last"];

/** A column by the name of its field; undefined where there is no such field. */
export function findColumn(name: string): Column | undefined {
	const own = Object.hasOwn(ownColumns, name) ? ownColumns[name] : undefined;
	if (own !== undefined) return { field: name, ...own };
	const field = findField(name);
	return field && fieldColumn(field);
}

export function stateGlyphOf(state: RowState, glyphs: Glyphs): string {
	return glyphs[glyphNames[state]];
}

export const stateTones: Readonly<Record<RowState, Tone>> = {
	running: "active",
	queued: "waiting",
	retry: "waiting",
	failed: "bad",
	ok: "good",
	fresh: "plain",
	disabled: "dim",
};

const glyphNames = {
	running: "running",
	queued: "queued",
	retry: "queued",
	failed: "failed",
	ok: "ok",
	fresh: "fresh",
	disabled: "disabled",
} as const satisfies Readonly<Record<RowState, keyof Glyphs>>;

type OwnColumn = Omit<Column, "field">;

const ownColumns: Readonly<Partial<Record<string, OwnColumn>>> = {
	name: { heading: "NAME", width: 12, most: 60, sorts: ["name"], cell: ({ name }) => plain(stripToLine(name)) },
	state: { heading: "STATE", width: 11, most: 11, sorts: ["state", "status", "running"], cell: stateCell },
	last: { heading: "LAST", width: 6, most: 6, sorts: ["last", "lastSuccess", "lastError"], cell: lastCell },
	next: { heading: "NEXT", width: 5, most: 5, isRight: true, sorts: ["next"], cell: nextCell },
	runs: { heading: "RUNS", width: 7, most: 9, isRight: true, sorts: ["runs", "successes", "errors"], cell: runsCell },
	cpus: { heading: "CPU", width: 4, most: 6, isRight: true, sorts: ["cpus", "cpu"], cell: cpusCell },
	mem: { heading: "MEM", width: 5, most: 6, isRight: true, sorts: ["mem"], cell: memCell },
	gpus: { heading: "GPU", width: 4, most: 4, isRight: true, sorts: ["gpus", "gpu"], cell: gpusCell },
	owner: { heading: "OWNER", width: 12, most: 24, sorts: ["owner"], cell: ({ owner }) => plain(owner) },
	schedule: { heading: "SCHEDULE", width: 16, most: 44, sorts: ["schedule"], cell: scheduleCell },
};

function plain(text: string): Cell {
	return { text, tone: "plain" };
}

function stateCell(row: JobRow, { now, glyphs }: Moment): Cell {
	const { state } = row;
	return { text: `${stateGlyphOf(state, glyphs)} ${stateWord(row, now)}`, tone: stateTones[state] };
}

function stateWord({ state, running, retryAt }: JobRow, now: number): string {
	if (state === "retry" && retryAt !== undefined)
		return retryAt <= now ? "retry due" : `retry ${formatAge(retryAt - now)}`;
	return state === "running" && running > 1 ? runningWord(running) : state;
}

function runningWord(running: number): string {
	return running < 10 ? `${running} running` : `${running} runs`;
}

function lastCell({ last, lastAt }: JobRow, { now, glyphs }: Moment): Cell {
	if (last === "fresh") return { text: glyphs.none, tone: "dim" };
	const age = lastAt === undefined ? "" : ` ${formatAge(now - lastAt)}`;
	if (last === "failure") return { text: `${glyphs.failed}${age}`, tone: "bad" };
	return { text: `${glyphs.ok}${age}`, tone: "plain" };
}

function nextCell({ nextAt }: JobRow, { now, glyphs }: Moment): Cell {
	if (nextAt === undefined) return { text: glyphs.none, tone: "dim" };
	return nextAt <= now ? { text: "due", tone: "waiting" } : plain(formatAge(nextAt - now));
}

function runsCell({ successes, errors }: JobRow, { glyphs }: Moment): Cell {
	if (successes === undefined || errors === undefined) return { text: glyphs.none, tone: "dim" };
	return plain(`${shortNumber(successes)}/${shortNumber(errors)}`);
}

function shortNumber(count: number): string {
	return count < 10_000 ? String(count) : `${Math.floor(count / 1000)}k`;
}

function numberCell(value: number | undefined, glyphs: Glyphs): Cell {
	if (value === undefined) return { text: glyphs.none, tone: "dim" };
	return plain(String(Number(value.toPrecision(3))));
}

function cpusCell({ cpus }: JobRow, { glyphs }: Moment): Cell {
	return numberCell(cpus, glyphs);
}

/** Where some jobs have one, those without are not worth a digit. */
function gpusCell({ gpus, gpuUses, running }: JobRow, { glyphs }: Moment): Cell {
	const percents = (running > 0 ? gpuUses : []).flatMap(({ latestPercent }) => latestPercent ?? []);
	// How many they are stands beside the job that is looked at.
	if (percents.length > 0) return plain(`${averageOf(percents)}%`);
	return numberCell(gpus === 0 ? undefined : gpus, glyphs);
}

function averageOf(percents: readonly number[]): number {
	return Math.round(percents.reduce((sum, percent) => sum + percent, 0) / percents.length);
}

function scheduleCell({ schedule }: JobRow): Cell {
	return { text: schedule, tone: "dim" };
}

function memCell({ memMb }: JobRow, { glyphs }: Moment): Cell {
	if (memMb === undefined) return { text: glyphs.none, tone: "dim" };
	if (memMb < 1024) return plain(`${Math.round(memMb)}M`);
	return plain(`${Number((memMb / 1024).toPrecision(3))}G`);
}

const fieldWidths = { text: [12, 40], list: [12, 40], number: [8, 10], time: [6, 6], flag: [6, 6] } as const;

function fieldColumn(field: NamedField): Column {
	const [width, most] = fieldWidths[field.kind];
	const heading = field.name.toUpperCase();
	return {
		field: field.name,
		heading,
		width: Math.max(width, heading.length + 1),
		most: Math.max(most, heading.length + 1),
		isRight: field.kind === "number",
		sorts: [field.name],
		cell: ({ facts }, moment) => ({ text: fieldText(field, field.of(facts, moment.now), moment), tone: "plain" }),
	};
}

function fieldText(field: NamedField, value: ReturnType<NamedField["of"]>, { now, glyphs }: Moment): string {
	if (value === undefined || value === "") return glyphs.none;
	if (typeof value === "boolean") return value ? "yes" : "no";
	if (typeof value === "number") return field.kind === "time" ? formatAge(Math.abs(now - value)) : String(value);
	return stripToLine(typeof value === "string" ? value : value.join(", "));
}
