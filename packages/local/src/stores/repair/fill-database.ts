import type { DatabaseSync } from "node:sqlite";
import type { Attempt, Run } from "../../engine/state.ts";
import { openHistory } from "../sqlite-history.ts";
import { openWriter } from "../sqlite-writer.ts";
import type { StoreChange } from "../store.ts";
import type { DatabasePages } from "./database-pages.ts";
import { type Rescued, rescueRows } from "./rescue-rows.ts";
import { settleOrphans } from "./settle-orphans.ts";

export interface RescueCount {
	readonly jobs: number;
	readonly runs: number;
	readonly attempts: number;
	readonly events: number;
	/** Pages that could not be read, and rows that made no sense. */
	readonly lost: number;
}

/** Writes all that can still be read of one database into a new one. */
export function fillDatabase(database: DatabaseSync, pages: DatabasePages, now: number): RescueCount {
	const write = openWriter(database);
	const sieve = emptySieve();
	const putMeta = database.prepare(putMetaSql);
	let lost = 0;
	for (const rescued of rescueRows(pages)) {
		if (rescued.type === "lost") lost += rescued.count;
		if (rescued.type === "meta") putMeta.run(rescued.key, rescued.value);
		if (rescued.type === "change") sift(sieve, rescued.change);
		if (sieve.final.length >= batchLength) write(sieve.final.splice(0));
	}
	write([...sieve.final.splice(0), ...sieve.jobs.values()]);
	write(notYetIn(database, sieve));
	write(settleOrphans(openHistory(database).load(), now));
	skipIds(database);
	return { ...countRows(database), lost };
}

const batchLength = 1000;

const putMetaSql = `
	INSERT INTO meta (key, value) VALUES (?, ?)
	ON CONFLICT (key) DO UPDATE SET value = CASE key WHEN 'id' THEN excluded.value ELSE max(value, excluded.value) END
`;

type JobChange = Extract<StoreChange, { type: "job.save" | "job.hide" }>;

/** In a damaged file a row may be there twice, once as it was before. */
interface Sieve {
	readonly jobs: Map<string, JobChange>;
	readonly runs: Map<number, Run>;
	readonly attempts: Map<string, Attempt>;
	readonly events: Set<number>;
	/** What nothing can replace. */
	readonly final: StoreChange[];
}

function emptySieve(): Sieve {
	return { jobs: new Map(), runs: new Map(), attempts: new Map(), events: new Set(), final: [] };
}

function sift(sieve: Sieve, change: Extract<Rescued, { type: "change" }>["change"]): void {
	switch (change.type) {
		case "job.save":
		case "job.hide":
			return siftJob(sieve, change);
		case "run.save":
			if (change.run.settledAt === undefined) sieve.runs.set(change.run.id, change.run);
			else sieve.final.push(change);
			return;
		case "attempt.save":
			if (change.attempt.phase === "ended") sieve.final.push(change);
			else sieve.attempts.set(change.attempt.taskId, change.attempt);
			return;
		case "event.append":
			if (sieve.events.has(change.event.id)) return;
			sieve.events.add(change.event.id);
			sieve.final.push(change);
			return;
		case "job.remove":
			throw new Error("nothing that was removed is rescued");
	}
}

function siftJob({ jobs }: Sieve, change: JobChange): void {
	const name = change.type === "job.save" ? change.record.job.name : change.job.name;
	const known = jobs.get(name);
	if (known === undefined || isNewer(change, known)) jobs.set(name, change);
}

function isNewer(change: JobChange, known: JobChange): boolean {
	if (change.type === "job.hide") return false;
	if (known.type === "job.hide") return true;
	const [a, b] = [change.record, known.record];
	return a.version === b.version ? a.lastStamp >= b.lastStamp : a.version > b.version;
}

/** What was not over yet, unless the same is there as something that is. */
function notYetIn(database: DatabaseSync, { runs, attempts }: Sieve): readonly StoreChange[] {
	const history = openHistory(database);
	const openRuns = [...runs.values()].filter(({ id }) => history.findRun(id) === undefined);
	const openAttempts = [...attempts.values()].filter(({ taskId }) => history.findAttempt(taskId) === undefined);
	return [
		...openRuns.map((run) => ({ type: "run.save", run }) as const),
		...openAttempts
			.sort((a, b) => a.launchedAt - b.launchedAt)
			.map((attempt) => ({ type: "attempt.save", attempt }) as const),
	];
}

// What is lost had ids as well, and sandboxes and clients may remember them.
function skipIds(database: DatabaseSync): void {
	const { lastId, lastEventId } = openHistory(database).load();
	const put = database.prepare(putMetaSql);
	put.run("lastId", lastId + 1_000_000);
	put.run("lastEventId", lastEventId + 10_000);
}

function countRows(database: DatabaseSync): Omit<RescueCount, "lost"> {
	const count = (table: string) => Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]);
	const events = Number(database.prepare("SELECT total(json_array_length(events)) AS n FROM events").get()?.["n"]);
	return { jobs: count("jobs"), runs: count("runs"), attempts: count("attempts"), events };
}
