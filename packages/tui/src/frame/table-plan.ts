import type { ChangedMap } from "../state/changed-map.ts";
import type { JobRow } from "../state/job-row.ts";
import { usualColumns } from "../state/shown-columns.ts";
import type { State } from "../state/state.ts";
import { type Column, dropOrder, findColumn } from "./columns.ts";

/** Which columns are shown, and how wide each is. */
export interface TablePlan {
	readonly columns: readonly PlannedColumn[];
	/** Of which some are hidden at the left, or at the right. */
	readonly isCutLeft: boolean;
	readonly isCutRight: boolean;
	readonly width: number;
}

export interface PlannedColumn extends Column {
	/** As it came out. */
	readonly cells: number;
}

/** `>` for the selected row, `*` for a marked one, `~` for one that has just changed. */
export const markCells = 3;
export const gapCells = 2;

/** The same object as long as nothing about the columns changed. */
export function tablePlanOf(state: Pick<State, "table" | "data" | "place">, width: number): TablePlan {
	const shape = shapeOf(state.data.jobs, state.place.user);
	const { columns: chosen, scrolled } = state.table;
	const key = JSON.stringify([width, chosen, scrolled, shape]);
	const known = plans.get(key);
	if (known !== undefined) return known;
	const plan = planFor({ chosen, scrolled, shape, width });
	if (plans.size > 20) plans.clear();
	plans.set(key, plan);
	return plan;
}

const plans = new Map<string, TablePlan>();

/** What of all rows decides about columns. */
interface Shape {
	readonly longestName: number;
	readonly hasGpus: boolean;
	readonly hasOthersJobs: boolean;
}

/** Of a map that was changed a little, what is gone may count for a while: columns do not come and go with every job. */
function shapeOf(jobs: ChangedMap<JobRow>, user: string): Shape {
	const known = shapes.get(jobs);
	if (known !== undefined) return known;
	const { base, changes } = jobs;
	const before = base === undefined ? noShape : shapeOf(base, user);
	const shape = [...(changes ?? jobs).values()].reduce<Shape>((sum, row) => withRow(sum, row, user), before);
	shapes.set(jobs, shape);
	return shape;
}

const noShape: Shape = { longestName: 0, hasGpus: false, hasOthersJobs: false };

function withRow(shape: Shape, row: JobRow | undefined, user: string): Shape {
	if (row === undefined) return shape;
	const longestName = Math.max(shape.longestName, row.name.length);
	const hasGpus = shape.hasGpus || (row.gpus ?? 0) > 0;
	const hasOthersJobs = shape.hasOthersJobs || isOthers(row, user);
	const isSame =
		longestName === shape.longestName && hasGpus === shape.hasGpus && hasOthersJobs === shape.hasOthersJobs;
	return isSame ? shape : { longestName, hasGpus, hasOthersJobs };
}

const shapes = new WeakMap<ReadonlyMap<string, JobRow>, Shape>();

function isOthers({ facts }: JobRow, user: string): boolean {
	const owner = facts.job?.owner ?? "";
	return owner !== "" && owner !== user;
}

interface Wish {
	readonly chosen: readonly string[] | undefined;
	readonly scrolled: number | undefined;
	readonly shape: Shape;
	readonly width: number;
}

function planFor({ chosen, scrolled, shape, width }: Wish): TablePlan {
	const [name, ...others] = chosen === undefined ? usual(shape) : custom(chosen);
	if (name === undefined) return { columns: [], isCutLeft: false, isCutRight: false, width };
	// The last cell is for the sign that some are hidden.
	const room = width - markCells - 1;
	const least = Math.min(Math.max(name.width, shape.longestName), 24);
	// One column at least is left beside the name, however far somebody scrolls.
	const hidden = Math.max(0, Math.min(scrolled ?? 0, others.length - 1));
	const rest = others.slice(hidden);
	const kept = scrolled === undefined ? dropped(rest, room - least) : firstOnes(rest, room - least);
	return {
		columns: spread([name, ...kept], shape, room),
		isCutLeft: hidden > 0,
		isCutRight: kept.length < rest.length,
		width,
	};
}

function usual({ hasGpus, hasOthersJobs }: Shape): readonly Column[] {
	return custom(usualColumns).filter(
		({ field }) => (field !== "gpus" || hasGpus) && (field !== "owner" || hasOthersJobs),
	);
}

function custom(names: readonly string[]): readonly Column[] {
	const all = ["name", ...names.filter((name) => name !== "name")];
	return all.map(findColumn).filter((column) => column !== undefined);
}

/** Without the least important ones, until the rest fits. */
function dropped(columns: readonly Column[], room: number): readonly Column[] {
	if (cellsOf(columns) <= room) return columns;
	const victim = dropOrder.find((field) => columns.some((column) => column.field === field));
	const rest = victim === undefined ? columns.slice(0, -1) : columns.filter(({ field }) => field !== victim);
	return columns.length <= 1 ? columns : dropped(rest, room);
}

function firstOnes(columns: readonly Column[], room: number): readonly Column[] {
	const fitting = columns.filter((_, index) => cellsOf(columns.slice(0, index + 1)) <= room);
	return fitting.length === 0 ? columns.slice(0, 1) : fitting;
}

function cellsOf(columns: readonly Column[]): number {
	return columns.reduce((sum, { width }) => sum + gapCells + width, 0);
}

/** The name gets what it needs, then each of the others. */
function spread(columns: readonly Column[], shape: Shape, room: number): readonly PlannedColumn[] {
	let rest = room - cellsOf(columns.slice(1)) - 12;
	return columns.map((column, index) => {
		const least = index === 0 ? 12 : column.width;
		const wish = Math.min(column.most, wishOf(column, shape)) - least;
		const more = Math.max(Math.min(wish, rest), index === 0 ? Math.min(rest, 0) : 0);
		rest -= more;
		return { ...column, cells: Math.max(1, least + more) };
	});
}

function wishOf({ field, most }: Column, shape: Shape): number {
	return field === "name" ? Math.max(12, shape.longestName) : most;
}
