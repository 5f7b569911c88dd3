/** What the promise of a 204 costs: submits through the engine against bare commits of the same rows in the same groups. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSqliteStore, scriptedExecutor, startLocal, type Store } from "@chronos-job/local";
import { Job } from "@chronos-job/schemas";
import { typicalJob } from "./jobs.ts";
import { median, type Row } from "./row.ts";
import { inLanes } from "./timing.ts";

type Changes = Parameters<Store["commit"]>[0];

const rounds = 5;

export async function commitRows(): Promise<readonly Row[]> {
	const rows: Row[] = [];
	for (const lanes of [1, 16, 64]) rows.push(await compare(lanes));
	return rows;
}

async function compare(lanes: number): Promise<Row> {
	const submits = lanes === 1 ? 1000 : 4000;
	const ratios: number[] = [];
	let last = { ours: 0, bare: 0, group: 0 };
	for (let round = 0; round < rounds; round++) {
		const { rate: ours, groups, folder } = await submitAll(submits, lanes);
		const bare = commitBare(groups, folder);
		last = { ours, bare, group: submits / groups.length };
		ratios.push(ours / bare);
	}
	const ratio = median(ratios);
	return {
		name: `durable submits, ${String(lanes)} at once (${last.group.toFixed(0)} a commit)`,
		measured: `${last.ours.toFixed(0)}/s = ${ratio.toFixed(2)} × bare SQLite commits (${last.bare.toFixed(0)}/s)`,
		budget: "≥ 0.8 ×",
		isMet: ratio >= 0.8,
	};
}

/** The rate, and what each commit wrote. */
async function submitAll(
	times: number,
	lanes: number,
): Promise<{ readonly rate: number; readonly groups: readonly (readonly Text[])[]; readonly folder: string }> {
	const folder = mkdtempSync(join(tmpdir(), "bench-"));
	const groups: Changes[] = [];
	const store = openSqliteStore({ directory: folder });
	const watched: Store = {
		...store,
		id: store.id,
		history: store.history,
		load: () => store.load(),
		prune: (limits) => store.prune(limits),
		commit: (changes) => {
			groups.push(changes);
			store.commit(changes);
		},
		[Symbol.dispose]: () => store[Symbol.dispose](),
	};
	const jobs = Array.from({ length: times }, (_, index) =>
		Job.parse({ ...typicalJob(`job-${String(index)}`), schedule: "R/2100-01-01T00:00:00Z/P1D" }),
	);
	const server = await startLocal({ store: watched, executor: scriptedExecutor({}) });
	groups.length = 0;
	const started = performance.now();
	await inLanes({ times, lanes }, async (index) => {
		const job = jobs[index];
		if (job === undefined || (await server.engine.tell({ type: "job.put", job })) !== undefined)
			throw new Error("a submit was refused");
	});
	const seconds = (performance.now() - started) / 1000;
	await server.close();
	return { rate: times / seconds, folder, groups: groups.map((group) => group.map(textOf)) };
}

/** The name of a job, or nothing for an event. */
type Text = readonly [name: string | undefined, text: string];

function textOf(change: Changes[number]): Text {
	if (change.type === "job.save") {
		const { edges, ...rest } = change.record;
		return [rest.job.name, JSON.stringify({ ...rest, edges: [...edges] })];
	}
	if (change.type === "event.append") return [undefined, JSON.stringify(change.event.event)];
	throw new Error(`a submit does not write ${change.type}`);
}

/** The same texts into a table of jobs by name and one of events, with nothing decided or checked; in submits a second. */
function commitBare(groups: readonly (readonly Text[])[], folder: string): number {
	const db = new DatabaseSync(join(folder, "bare.db"));
	db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
	db.exec("CREATE TABLE jobs (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, record TEXT NOT NULL) STRICT");
	db.exec("CREATE TABLE events (id INTEGER PRIMARY KEY, at REAL NOT NULL, event TEXT NOT NULL) STRICT");
	const putJob = db.prepare("INSERT INTO jobs (name, record) VALUES (?, ?)");
	const appendEvent = db.prepare("INSERT INTO events (at, event) VALUES (1, ?)");
	const started = performance.now();
	for (const group of groups) {
		db.exec("BEGIN IMMEDIATE");
		for (const [name, text] of group) {
			if (name === undefined) appendEvent.run(text);
			else putJob.run(name, text);
		}
		db.exec("COMMIT");
	}
	const seconds = (performance.now() - started) / 1000;
	db.close();
	rmSync(folder, { recursive: true });
	return groups.flat().filter(([name]) => name !== undefined).length / seconds;
}
