/** What the promise of a 204 costs: submits through the engine against the barest table that keeps the same promise. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSqliteStore, scriptedExecutor, startLocal } from "@chronos-job/local";
import { Job } from "@chronos-job/schemas";
import { typicalJob } from "./jobs.ts";
import { median, type Row } from "./row.ts";

/** A server runs for days: what is measured is a warm one. */
const warmUps = 3;
const rounds = 12;

export async function commitRows(): Promise<readonly Row[]> {
	const rows: Row[] = [];
	for (const lanes of [1, 16, 64]) rows.push(await compare(lanes));
	return rows;
}

async function compare(lanes: number): Promise<Row> {
	const jobs = Array.from({ length: lanes === 1 ? 1000 : 8000 }, (_, index) => jobNamed(`job-${String(index)}`));
	const rates = { ours: [] as number[], bare: [] as number[] };
	for (let round = -warmUps; round < rounds; round++) {
		// A disk is not equally fast all the time, so each side goes first as often as the other.
		const sides = round % 2 === 0 ? (["ours", "bare"] as const) : (["bare", "ours"] as const);
		for (const side of sides) {
			const rate = await (side === "ours" ? submitToEngine : submitToTable)(jobs, lanes);
			if (round >= 0) rates[side].push(rate);
		}
	}
	const ratio = median(rates.ours.map((rate, round) => rate / (rates.bare[round] ?? Number.NaN)));
	return {
		name: `durable submits, ${String(lanes)} a commit`,
		measured: `${median(rates.ours).toFixed(0)}/s = ${ratio.toFixed(2)} × bare SQLite commits (${median(rates.bare).toFixed(0)}/s)`,
		budget: "≥ 0.8 ×",
		isMet: ratio >= 0.8,
	};
}

function jobNamed(name: string): Job {
	return Job.parse({ ...typicalJob(name), schedule: "R/2100-01-01T00:00:00Z/P1D" });
}

async function submitToEngine(jobs: readonly Job[], lanes: number): Promise<number> {
	using folder = temporaryFolder();
	const store = openSqliteStore({ directory: folder.path });
	await using server = await startLocal({ store, executor: scriptedExecutor({}) });
	return await rateOf({ jobs, lanes }, async (job) => {
		if ((await server.engine.tell({ type: "job.put", job })) !== undefined) throw new Error("a submit was refused");
	});
}

/** The same jobs and their events as JSON in two tables, what comes in one turn in one commit; nothing decided or checked. */
async function submitToTable(jobs: readonly Job[], lanes: number): Promise<number> {
	using folder = temporaryFolder();
	const db = new DatabaseSync(join(folder.path, "bare.db"));
	db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
	db.exec("CREATE TABLE jobs (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, job TEXT NOT NULL) STRICT");
	db.exec("CREATE TABLE events (id INTEGER PRIMARY KEY, at REAL NOT NULL, event TEXT NOT NULL) STRICT");
	const putJob = db.prepare("INSERT INTO jobs (name, job) VALUES (?, ?)");
	const appendEvent = db.prepare("INSERT INTO events (at, event) VALUES (?, ?)");
	const inbox: { readonly job: Job; readonly answer: () => void }[] = [];
	const commit = () => {
		const group = inbox.splice(0);
		db.exec("BEGIN IMMEDIATE");
		for (const { job } of group) {
			putJob.run(job.name, JSON.stringify(job));
			appendEvent.run(Date.now(), JSON.stringify({ type: "job.created", job: job.name }));
		}
		db.exec("COMMIT");
		for (const { answer } of group) answer();
	};
	const rate = await rateOf({ jobs, lanes }, async (job) => {
		await new Promise<void>((answer) => {
			if (inbox.push({ job, answer }) === 1) setImmediate(commit);
		});
	});
	db.close();
	return rate;
}

/** In submits a second, so many of them at once. */
async function rateOf(
	{ jobs, lanes }: { readonly jobs: readonly Job[]; readonly lanes: number },
	submit: (job: Job) => Promise<void>,
): Promise<number> {
	const started = performance.now();
	const queue = jobs.values();
	const lane = async () => {
		for (const job of queue) await submit(job);
	};
	await Promise.all(Array.from({ length: lanes }, lane));
	return jobs.length / ((performance.now() - started) / 1000);
}

function temporaryFolder(): Disposable & { readonly path: string } {
	const path = mkdtempSync(join(tmpdir(), "bench-"));
	return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}
