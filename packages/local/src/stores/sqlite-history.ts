import type { DatabaseSync } from "node:sqlite";
import type { Job } from "@chronos-job/schemas";
import type { JobRecord } from "../engine/state.ts";
import { attemptOf, eventsOf, hiddenJobOf, jobRecordOf, type Row, runOf } from "./stored-rows.ts";
import type { EventQuery, History, Loaded, RunQuery, RunRecord, StoredEvent } from "./store.ts";

export interface SqliteHistory extends History {
	storeId(): string;
	/** Tells the rows of all jobs besides. */
	load(keepRows?: (rows: Map<string, number>) => void): Loaded;
}

export function openHistory(database: DatabaseSync): SqliteHistory {
	const reader = openReader(database);
	return {
		storeId: () => String(reader.meta.get("id")?.["value"]),
		load: (keepRows) => load(reader, keepRows),
		listRuns: (query) => listRuns(reader, query),
		findRun: (id) => {
			const row = reader.run.get(id);
			return row && withAttempts(reader, row);
		},
		findAttempt: (taskId) => {
			const row = reader.attempt.get(taskId);
			return row && attemptOf(row);
		},
		listEvents: (query) => listEvents(reader, query),
		firstEventId: () => {
			const row = reader.firstEvents.get();
			return row && eventsOf(row)[0]?.id;
		},
	};
}

type Reader = ReturnType<typeof openReader>;

function openReader(database: DatabaseSync) {
	return {
		meta: database.prepare("SELECT value FROM meta WHERE key = ?"),
		jobs: database.prepare("SELECT id, record FROM jobs ORDER BY id"),
		unsettled: database.prepare("SELECT run FROM runs WHERE settledAt IS NULL ORDER BY id"),
		live: database.prepare("SELECT attempt FROM attempts WHERE isEnded = 0 ORDER BY rowid"),
		lastIds: database.prepare(`
			SELECT
				max((SELECT value FROM meta WHERE key = 'lastId'),
					coalesce((SELECT max(id) FROM runs), 0), coalesce((SELECT max(id) FROM jobs), 0)) AS lastId,
				max((SELECT value FROM meta WHERE key = 'lastEventId'),
					coalesce((SELECT max(id) FROM events), 0)) AS lastEventId
		`),
		run: database.prepare("SELECT run FROM runs WHERE id = ?"),
		runs: database.prepare("SELECT id, run FROM runs WHERE id < ? ORDER BY id DESC LIMIT ?"),
		runsOfJob: database.prepare("SELECT id, run FROM runs WHERE job = ? AND id < ? ORDER BY id DESC LIMIT ?"),
		attempt: database.prepare("SELECT attempt FROM attempts WHERE taskId = ?"),
		attempts: database.prepare("SELECT attempt FROM attempts WHERE runId = ?"),
		events: database.prepare("SELECT id, at, events FROM events WHERE id > ? ORDER BY id"),
		firstEvents: database.prepare("SELECT id, at, events FROM events ORDER BY id LIMIT 1"),
	};
}

function load(reader: Reader, keepRows?: (rows: Map<string, number>) => void): Loaded {
	const { lastId, lastEventId } = reader.lastIds.get() ?? {};
	const { jobs, hidden, rows } = readJobs(reader);
	keepRows?.(rows);
	return {
		jobs,
		hidden: hidden.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
		runs: Array.from(reader.unsettled.iterate(), runOf),
		attempts: Array.from(reader.live.iterate(), attemptOf),
		lastId: Number(lastId),
		lastEventId: Number(lastEventId),
	};
}

function readJobs(reader: Reader) {
	const jobs: JobRecord[] = [];
	const hidden: Job[] = [];
	const rows = new Map<string, number>();
	// Row by row: the texts of all jobs together would be as large as the jobs.
	for (const row of reader.jobs.iterate()) {
		const id = Number(row["id"]);
		const record = id < 0 ? undefined : jobRecordOf(row);
		const job = record?.job ?? hiddenJobOf(row);
		if (record === undefined) hidden.push(job);
		else jobs.push(record);
		rows.set(job.name, id);
	}
	return { jobs, hidden, rows };
}

function listRuns(reader: Reader, { job, before = Number.MAX_SAFE_INTEGER, limit }: RunQuery): readonly RunRecord[] {
	const rows = job === undefined ? reader.runs.all(before, limit) : reader.runsOfJob.all(job, before, limit);
	return rows.map((row) => withAttempts(reader, row));
}

function withAttempts({ attempts }: Reader, row: Row): RunRecord {
	const run = runOf(row);
	return {
		run,
		attempts: attempts
			.all(run.id)
			.map(attemptOf)
			.sort((a, b) => a.number - b.number),
	};
}

function listEvents({ events }: Reader, { after, limit }: EventQuery): readonly StoredEvent[] {
	const found: StoredEvent[] = [];
	for (const row of events.iterate(after)) {
		for (const event of eventsOf(row)) if (event.id > after && found.length < limit) found.push(event);
		if (found.length >= limit) break;
	}
	return found;
}
