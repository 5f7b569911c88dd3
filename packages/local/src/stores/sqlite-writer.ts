import type { DatabaseSync } from "node:sqlite";
import type { Job } from "@chronos-job/schemas";
import type { Attempt, JobRecord, Run } from "../engine/state.ts";
import { type JobRows, openJobRows } from "./job-rows.ts";
import { formatEvents, formatJobRecord } from "./stored-rows.ts";
import type { StoreChange, StoredEvent } from "./store.ts";
import { openTransactions } from "./transaction.ts";

/** Writes all changes in one transaction. */
export function openWriter(
	database: DatabaseSync,
	rows: JobRows = openJobRows(database),
): (changes: readonly StoreChange[]) => void {
	const writer = { ...openStatements(database), rows };
	const transact = openTransactions(database);
	return (changes) => {
		try {
			transact(() => {
				for (const change of changes) if (change.type !== "event.append") write(writer, change);
				for (const events of rowsOf(changes)) appendEvents(writer, events);
			});
		} catch (error) {
			writer.rows.forget();
			throw error;
		}
	};
}

type Writer = ReturnType<typeof openStatements> & { readonly rows: JobRows };

function openStatements(database: DatabaseSync) {
	return {
		putJob: database.prepare(
			"INSERT INTO jobs (id, name, record) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET record = excluded.record",
		),
		deleteJob: database.prepare("DELETE FROM jobs WHERE id = ?"),
		keepId: database.prepare("UPDATE meta SET value = max(value, ?) WHERE key = 'lastId'"),
		// An index is written anew whenever a column of it is set, so the usual update leaves those alone.
		putRun: database.prepare(
			"INSERT INTO runs (id, job, settledAt, run) VALUES (?, ?, NULL, ?) ON CONFLICT (id) DO UPDATE SET run = excluded.run",
		),
		settleRun: database.prepare(`
			INSERT INTO runs (id, job, settledAt, run) VALUES (?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET settledAt = excluded.settledAt, run = excluded.run
		`),
		putAttempt: database.prepare(`
			INSERT INTO attempts (taskId, runId, isEnded, attempt) VALUES (?, ?, 0, ?)
			ON CONFLICT (taskId) DO UPDATE SET attempt = excluded.attempt
		`),
		endAttempt: database.prepare(`
			INSERT INTO attempts (taskId, runId, isEnded, attempt) VALUES (?, ?, 1, ?)
			ON CONFLICT (taskId) DO UPDATE SET isEnded = 1, attempt = excluded.attempt
		`),
		appendEvents: database.prepare("INSERT INTO events (id, at, events) VALUES (?, ?, ?)"),
	};
}

function write(writer: Writer, change: Exclude<StoreChange, { type: "event.append" }>): void {
	switch (change.type) {
		case "job.save":
			return saveJob(writer, change.record);
		case "job.hide":
			return hideJob(writer, change.job);
		case "job.remove":
			return removeJob(writer, change.name);
		case "run.save":
			return saveRun(writer, change.run);
		case "attempt.save":
			return saveAttempt(writer, change.attempt);
	}
}

function saveJob(writer: Writer, record: JobRecord): void {
	const { name } = record.job;
	if (writer.rows.find(name) !== record.id) {
		removeJob(writer, name);
		writer.rows.set(name, record.id);
	}
	writer.putJob.run(record.id, name, formatJobRecord(record));
}

function hideJob(writer: Writer, job: Job): void {
	const known = writer.rows.find(job.name);
	const row = known !== undefined && known < 0 ? known : writer.rows.nextHidden();
	if (row !== known) {
		removeJob(writer, job.name);
		writer.rows.set(job.name, row);
	}
	writer.putJob.run(row, job.name, JSON.stringify(job));
}

function removeJob({ rows, keepId, deleteJob }: Writer, name: string): void {
	const id = rows.find(name);
	if (id === undefined) return;
	keepId.run(id);
	deleteJob.run(id);
	rows.delete(name);
}

function saveRun({ putRun, settleRun }: Writer, run: Run): void {
	if (run.settledAt === undefined) putRun.run(run.id, run.job, JSON.stringify(run));
	else settleRun.run(run.id, run.job, run.settledAt, JSON.stringify(run));
}

function saveAttempt({ putAttempt, endAttempt }: Writer, attempt: Attempt): void {
	const statement = attempt.phase === "ended" ? endAttempt : putAttempt;
	statement.run(attempt.taskId, attempt.runId, JSON.stringify(attempt));
}

/** Events that follow each other, and happened at one time. */
function rowsOf(changes: readonly StoreChange[]): readonly (readonly StoredEvent[])[] {
	const rows: StoredEvent[][] = [];
	let last: StoredEvent | undefined;
	for (const change of changes) {
		if (change.type !== "event.append") continue;
		const { event } = change;
		if (last?.id === event.id - 1 && last.at === event.at) rows.at(-1)?.push(event);
		else rows.push([event]);
		last = event;
	}
	return rows;
}

function appendEvents(writer: Writer, events: readonly StoredEvent[]): void {
	const last = events.at(-1);
	if (last !== undefined) writer.appendEvents.run(last.id, last.at, formatEvents(events));
}
