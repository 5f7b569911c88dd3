import { type JobFacts, type NamedField, showControls } from "@chronos-job/core";
import type { Collapsed } from "../sweep/collapse-groups.ts";
import type { Cell } from "./columns.ts";
import type { paint } from "./paint.ts";
import { plural } from "./plural.ts";

export type SweepRow = Extract<Collapsed<JobFacts>, { readonly kind: "sweep" }>;

export interface SweepCellPage {
	readonly field: NamedField;
	/** What each of the jobs would show. */
	readonly cells: readonly Cell[];
	readonly now: number;
	readonly tones: ReturnType<typeof paint>;
}

/** What all jobs of a sweep show in one cell: what is the same for all, their sum, the next or the latest of their times. */
export function sweepCell(row: SweepRow, page: SweepCellPage): Cell {
	const { field, cells, tones } = page;
	const own = ownCells[field.name]?.(row, page);
	if (own !== undefined) return own;
	const [first] = cells;
	if (first === undefined || cells.every(({ text }) => text === first.text)) return first ?? { text: "" };
	if (field.kind === "time") return timeCell(row, page);
	return { text: "mixed", tone: tones.dim };
}

type OwnCell = (row: SweepRow, page: SweepCellPage) => Cell | undefined;

const ownCells: Readonly<Partial<Record<string, OwnCell>>> = {
	name: nameCell,
	status: statusCell,
	state: stateCell,
	running: sumCell,
	successes: sumCell,
	errors: sumCell,
};

function nameCell({ group, items, total }: SweepRow): Cell {
	const shown = items.length === total ? plural(total, "job") : `${items.length} of ${plural(total, "job")}`;
	return { text: `${showControls(group)} (${shown})` };
}

/** `4 of 6, 1 failed`, or the one word that is true for all. */
function statusCell({ items }: SweepRow, { tones, now, field }: SweepCellPage): Cell | undefined {
	const statuses = items.map((item) => field.of(item, now));
	const [succeeded, failed] = [countOf(statuses, "success"), countOf(statuses, "failure")];
	if (succeeded + failed === 0 || Math.max(succeeded, failed) === items.length) return undefined;
	const short = `${succeeded} of ${items.length}`;
	if (failed === 0) return { text: short };
	return { text: `${short}, ${failed} failed`, short: `${failed} failed`, tone: tones.red };
}

/** `2 running, 1 queued`; undefined when all are at rest. */
function stateCell({ items }: SweepRow, { tones, now, field }: SweepCellPage): Cell | undefined {
	const states = items.map((item) => field.of(item, now));
	const [running, queued] = [countOf(states, "running"), countOf(states, "queued")];
	const parts = [...(running > 0 ? [`${running} running`] : []), ...(queued > 0 ? [`${queued} queued`] : [])];
	const [short] = parts;
	if (short === undefined) return undefined;
	return { text: parts.join(", "), short, tone: running > 0 ? tones.cyan : tones.yellow };
}

function sumCell({ items }: SweepRow, { field, now }: SweepCellPage): Cell | undefined {
	const numbers = items.map((item) => field.of(item, now)).filter((value) => typeof value === "number");
	return numbers.length === 0 ? undefined : { text: String(numbers.reduce((sum, value) => sum + value, 0)) };
}

function countOf(values: readonly unknown[], wanted: string): number {
	return values.filter((value) => value === wanted).length;
}

/** Of what comes the first, of what was the last. */
function timeCell({ items }: SweepRow, { field, cells, now }: SweepCellPage): Cell {
	const times = items.flatMap((item, index) => {
		const at = field.of(item, now);
		return typeof at === "number" ? [{ at, cell: cells[index] }] : [];
	});
	const sorted = times.toSorted((a, b) => a.at - b.at);
	const chosen = field.name === "next" ? sorted[0] : sorted.at(-1);
	return chosen?.cell ?? { text: "-" };
}
