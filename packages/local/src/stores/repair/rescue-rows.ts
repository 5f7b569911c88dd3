import { attemptOf, eventsOf, hiddenJobOf, jobRecordOf, runOf } from "../stored-rows.ts";
import type { StoreChange } from "../store.ts";
import type { DatabasePages } from "./database-pages.ts";
import { type Cell, kindOf, readCells } from "./read-cells.ts";
import type { Value } from "./read-record.ts";

export type Rescued =
	| { readonly type: "change"; readonly change: StoreChange }
	| { readonly type: "meta"; readonly key: string; readonly value: string | number }
	/** Pages that cannot be read, and rows that make no sense. */
	| { readonly type: "lost"; readonly count: number };

/** Everything on the pages of a database, whatever became of the trees that they hang on. */
export function* rescueRows(pages: DatabasePages): Generator<Rescued, void> {
	const explained = new Set<number>(freePages(pages));
	for (let number = 1; number <= pages.count; number++) {
		const kind = kindOf(pages.read(number), number);
		if (kind === "branches") explained.add(number);
		if (kind !== "rows" && kind !== "entries") continue;
		explained.add(number);
		const { cells, overflow, broken } = readCells(pages, number);
		for (const page of overflow) explained.add(page);
		for (const cell of cells) yield* kind === "rows" ? rowOf(cell) : entryOf(cell);
		// Nothing but the names of tables and indices is on the first page.
		if (kind === "rows" && number > 1) yield { type: "lost", count: broken };
	}
	yield { type: "lost", count: countUnexplained(pages, explained) };
}

/** An entry of an index; the table `meta` is one as well. */
function entryOf({ values: [key, value, ...rest] }: Cell): readonly Rescued[] {
	if (rest.length > 0 || value === undefined) return [];
	const isExpected = key === "id" ? typeof value === "string" : key === "lastId" || key === "lastEventId";
	return typeof key === "string" && isExpected ? [{ type: "meta", key, value }] : [];
}

function rowOf(cell: Cell): readonly Rescued[] {
	const table = tables.find(({ shape }) => hasShape(cell.values, shape));
	if (table === undefined || cell.id === undefined) return [];
	try {
		const changes = table.read(cell.id, cell.values);
		return changes.length === 0 ? lostRow : changes.map((change) => ({ type: "change", change }));
	} catch {
		return lostRow;
	}
}

const lostRow: readonly Rescued[] = [{ type: "lost", count: 1 }];

interface Table {
	/** What the columns hold; a column that stands for the id of the row is empty. */
	readonly shape: readonly string[];
	/** Nothing where two places of a row contradict each other. */
	readonly read: (id: number, values: readonly Value[]) => readonly StoreChange[];
}

const tables: readonly Table[] = [
	{ shape: ["undefined", "string", "string"], read: readJob },
	{
		shape: ["undefined", "string", "number|undefined", "string"],
		read: (id, [, job, , text]) => {
			const run = runOf({ run: text });
			return run.id === id && run.job === job ? [{ type: "run.save", run }] : [];
		},
	},
	{
		shape: ["string", "number", "number", "string"],
		read: (_, [taskId, , , text]) => {
			const attempt = attemptOf({ attempt: text });
			return attempt.taskId === taskId ? [{ type: "attempt.save", attempt }] : [];
		},
	},
	{
		shape: ["undefined", "number", "string"],
		read: (id, [, at, events]) => eventsOf({ id, at, events }).map((event) => ({ type: "event.append", event })),
	},
];

function hasShape(values: readonly Value[], shape: readonly string[]): boolean {
	return (
		values.length === shape.length && values.every((value, index) => shape[index]?.split("|").includes(typeof value))
	);
}

function readJob(id: number, [, name, text]: readonly Value[]): readonly StoreChange[] {
	if (id < 0) {
		const job = hiddenJobOf({ record: text });
		return job.name === name ? [{ type: "job.hide", job }] : [];
	}
	const record = jobRecordOf({ record: text });
	return record.id === id && record.job.name === name ? [{ type: "job.save", record }] : [];
}

/** The pages that are free, as far as the head of the file tells (https://www.sqlite.org/fileformat2.html#the_freelist). */
function freePages(pages: DatabasePages): readonly number[] {
	const found: number[] = [];
	const seen = new Set<number>();
	let trunk = pages.count > 0 ? pages.read(1).readUInt32BE(32) : 0;
	while (trunk > 0 && trunk <= pages.count && !seen.has(trunk)) {
		seen.add(trunk);
		const page = pages.read(trunk);
		const count = Math.min(page.readUInt32BE(4), pages.size / 4 - 2);
		for (let index = 0; index < count; index++) found.push(page.readUInt32BE(8 + 4 * index));
		trunk = page.readUInt32BE(0);
	}
	return [...seen, ...found];
}

function countUnexplained(pages: DatabasePages, explained: ReadonlySet<number>): number {
	// Without a head nobody knows which pages are free; those are blank.
	const mayBeFree = pages.count > 0 && pages.read(1).toString("latin1", 0, 6) !== "SQLite";
	let count = 0;
	for (let number = 1; number <= pages.count; number++) {
		if (explained.has(number) || number === lockPage(pages)) continue;
		if (!mayBeFree || kindOf(pages.read(number), number) !== "blank") count += 1;
	}
	return count;
}

/** SQLite never writes on the page where it locks. */
function lockPage({ size }: DatabasePages): number {
	return 2 ** 30 / size + 1;
}
