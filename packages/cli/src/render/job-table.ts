import {
	type FieldKind,
	type FieldValue,
	type JobFacts,
	type NamedField,
	nextRunOf,
	showControls,
} from "@chronos-job/core";
import type { ListResult } from "../commands/list.ts";
import type { Screen } from "../host.ts";
import type { Collapsed } from "../sweep/collapse-groups.ts";
import { type Cell, columns } from "./columns.ts";
import { duration } from "./duration.ts";
import { paint } from "./paint.ts";
import { sweepCell } from "./sweep-cell.ts";
import { localTime } from "./time.ts";

/** A line for every job, as wide as the screen at most. */
export function jobTable({ facts, rows, fields, now, zone, total }: ListResult, screen: Screen): string {
	if (facts.length === 0) return `${total === 0 ? "there is no job" : "no job matches"}\n`;
	const page = { now, zone, tones: paint(screen) };
	const laid = fields.map((field) => ({
		heading: field.name,
		isNumber: field.kind === "number",
		isProse: field.kind === "text" && field.name !== "name",
		cells:
			rows === undefined
				? facts.map((each) => cellOf(field, each, page))
				: rows.map((row) => rowCell(field, row, page)),
	}));
	return `${columns(laid, screen, page.tones.bold).join("\n")}\n`;
}

interface Page {
	readonly now: number;
	readonly zone: string | undefined;
	readonly tones: ReturnType<typeof paint>;
}

/** A single job is shown as what it is, whatever it belongs to. */
function rowCell(field: NamedField, row: Collapsed<JobFacts>, page: Page): Cell {
	if (row.kind === "job" || row.items.length === 1)
		return cellOf(field, row.kind === "job" ? row.item : row.items[0], page);
	const cells = row.items.map((item) => cellOf(field, item, page));
	return sweepCell(row, { ...page, field, cells });
}

function cellOf(field: NamedField, facts: JobFacts, page: Page): Cell {
	if (field.name === "next") return nextCell(facts, page);
	const value = field.of(facts, page.now);
	const text = field.name === "state" ? facts.summary?.state : value;
	if (text === undefined) return unknown;
	const tone = field.name === "status" || field.name === "state" ? toneNames[String(value)] : undefined;
	return { ...texts[field.kind](text, page), ...(tone && { tone: page.tones[tone] }) };
}

const unknown: Cell = { text: "-" };

const texts: Readonly<Record<FieldKind, (value: FieldValue, page: Page) => Cell>> = {
	text: (value) => ({ text: showControls(String(value)) }),
	number: (value) => ({ text: String(value) }),
	flag: (value) => ({ text: value === true ? "yes" : "no" }),
	list: (value) => ({ text: showControls(Array.isArray(value) ? value.join(", ") : "") }),
	time: (value, page) => (typeof value === "number" ? timeCell(value, page) : unknown),
};

const toneNames: Readonly<Partial<Record<string, "cyan" | "dim" | "green" | "red" | "yellow">>> = {
	fresh: "dim",
	success: "green",
	failure: "red",
	idle: "dim",
	queued: "yellow",
	running: "cyan",
};

function nextCell({ job }: JobFacts, page: Page): Cell {
	const { dim, yellow } = page.tones;
	if (job === undefined) return unknown;
	if (job.schedule?.startsWith("R0/") === true) return spent(dim);
	if (job.disabled) return { text: "never, disabled", short: "disabled", tone: dim };
	if (job.parents !== undefined) {
		const [first = "", ...others] = job.parents.map(showControls);
		const text = others.length === 0 ? `after ${first}` : `after ${first} and ${others.length} more`;
		return { text, short: "after parents", tone: dim };
	}
	const at = nextRunOf(job, page.now);
	if (at === undefined) return spent(dim);
	return at < page.now ? { text: "due", tone: yellow } : timeCell(at, page);
}

function spent(tone: (text: string) => string): Cell {
	return { text: "no more runs", short: "no more", tone };
}

function timeCell(at: number, { now, zone }: Page): Cell {
	const away = at < now ? `${duration(now - at)} ago` : `in ${duration(at - now)}`;
	return { text: `${localTime(at, zone)}, ${away}`, short: away };
}
