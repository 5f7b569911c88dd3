import {
	closeSync,
	copyFileSync,
	openSync,
	readFileSync,
	readdirSync,
	renameSync,
	statSync,
	truncateSync,
	writeSync,
} from "node:fs";
import { join } from "node:path";
import { hasCode } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { openSqliteStore } from "../sqlite-store.ts";
import { formatJobRecord } from "../stored-rows.ts";
import type { StoreChange } from "../store.ts";
import {
	append,
	attemptOf,
	ended,
	jobNamed,
	recordOf,
	runOf,
	saveAttempt,
	saveJob,
	saveRun,
	settled,
} from "../stored.samples.ts";
import { repairStore } from "./repair-store.ts";

const now = Date.parse("2026-02-03T04:05:06.789Z");
const pageBytes = 4096;
const long = "x".repeat(9000);

describe("a database that is whole", () => {
	it("is the same after a repair, but for ids that are skipped", () => {
		using directory = tempDir();
		const before = fill(directory.path);
		const repair = repairStore({ directory: directory.path, now });
		expect(repair).toMatchObject({ jobs: 302, runs: 300, attempts: 300, events: 2000, lost: 0 });
		using store = openSqliteStore({ directory: directory.path });
		expect({ id: store.id, ...store.load() }).toEqual({
			...before,
			lastId: before.lastId + 1_000_000,
			lastEventId: before.lastEventId + 10_000,
		});
		expect(store.history.listRuns({ limit: 1000 }).filter(({ attempts }) => attempts.length === 1)).toHaveLength(300);
	});

	it("is read with what is only in its log", () => {
		using directory = tempDir();
		using copy = tempDir();
		using store = openSqliteStore({ directory: directory.path });
		store.commit([
			saveJob(recordOf(1, jobNamed("a"))),
			saveJob(recordOf(2, jobNamed("long", { description: long }))),
			append(1),
		]);
		store.commit([{ type: "job.remove", name: "a" }, append(2)]);
		for (const name of ["chronos.db", "chronos.db-wal"])
			copyFileSync(join(directory.path, name), join(copy.path, name));
		expect(repairStore({ directory: copy.path, now })).toMatchObject({ jobs: 1, events: 2, lost: 0 });
		using repaired = openSqliteStore({ directory: copy.path });
		expect(repaired.load().jobs.map(({ job }) => [job.name, job.description])).toEqual([["long", long]]);
	});

	it("is read without a commit that its log holds in part", () => {
		using directory = tempDir();
		using copy = tempDir();
		using store = openSqliteStore({ directory: directory.path });
		const put = (id: number, version: number) =>
			store.commit([saveJob(recordOf(id, jobNamed("a", { description: long + String(version) }), { version }))]);
		put(1, 1);
		put(1, 2);
		for (const name of ["chronos.db", "chronos.db-wal"])
			copyFileSync(join(directory.path, name), join(copy.path, name));
		const log = join(copy.path, "chronos.db-wal");
		truncateSync(log, statSync(log).size - 24 - pageBytes);
		repairStore({ directory: copy.path, now });
		using repaired = openSqliteStore({ directory: copy.path });
		expect(repaired.load().jobs.map(({ version, job }) => [version, job.description])).toEqual([[1, `${long}1`]]);
	});

	it("has lost nothing where something was deleted", () => {
		using directory = tempDir();
		fill(directory.path);
		{
			using store = openSqliteStore({ directory: directory.path });
			store.prune({ settledBefore: Infinity, events: 5 });
		}
		expect(repairStore({ directory: directory.path, now })).toMatchObject({ jobs: 302, runs: 1, events: 5, lost: 0 });
	});
});

describe("a damaged database", () => {
	it.each([
		["one page in the middle", [0.5], 0xee],
		["three pages", [0.2, 0.5, 0.8], 0xee],
		["a page that was never written", [0.3], 0],
	])("of which %s is damaged gives back the rest", (_, places, byte) => {
		using directory = tempDir();
		const before = fill(directory.path, 2000);
		const file = join(directory.path, "chronos.db");
		const pages = Math.floor(statSync(file).size / pageBytes);
		for (const place of places) spoilPage(file, Math.floor(pages * place), byte);
		const damaged = readFileSync(file);

		const repair = repairStore({ directory: directory.path, now });
		expect(repair.lost).toBe(places.length);
		expect(repair.jobs + repair.runs + repair.attempts + repair.events).toBeGreaterThan(4602 - places.length * 40);
		expect(repair.jobs).toBeGreaterThan(2002 - places.length * 12);
		expect(repair.damaged).toBe(`${file}.damaged-20260203040506789`);
		expect(readFileSync(repair.damaged).equals(damaged)).toBe(true);
		using store = openSqliteStore({ directory: directory.path });
		expect(store.id).toBe(before.id);
		const known = new Set(before.jobs.map(formatJobRecord));
		expect(store.load().jobs.filter((record) => !known.has(formatJobRecord(record)))).toEqual([]);
	});

	it.each([
		["the head is damaged", (file: string) => spoilPage(file, 0, 0xee)],
		[
			"the roots of all tables are damaged",
			(file: string) => [1, 2, 3, 4, 5, 6, 7].forEach((page) => spoilPage(file, page, 0xee)),
		],
	])("of which %s gives back nearly everything", (_, damage) => {
		using directory = tempDir();
		fill(directory.path, 2000);
		damage(join(directory.path, "chronos.db"));
		expect(codeOf(() => openSqliteStore({ directory: directory.path }))).toMatch(/^store\.(foreign|corrupt)$/);
		const repair = repairStore({ directory: directory.path, now });
		expect(repair.jobs).toBe(2002);
		expect([repair.runs, repair.attempts, repair.events]).toEqual([300, 300, 2000]);
		using store = openSqliteStore({ directory: directory.path });
		expect(store.load().jobs).toHaveLength(2000);
	});

	it("that is cut off gives back what is before the cut", () => {
		using directory = tempDir();
		fill(directory.path, 2000);
		const file = join(directory.path, "chronos.db");
		truncateSync(file, Math.floor(statSync(file).size / 2) + 7);
		const { jobs } = repairStore({ directory: directory.path, now });
		expect(jobs).toBeGreaterThan(500);
		expect(jobs).toBeLessThan(2002);
	});

	it("does not bring back what was deleted", () => {
		using directory = tempDir();
		fill(directory.path, 2000);
		{
			using store = openSqliteStore({ directory: directory.path });
			const remove = (id: number): StoreChange => ({ type: "job.remove", name: `job-${String(id)}` });
			store.commit(Array.from({ length: 1999 }, (_, index) => remove(index + 1)));
			while (store.prune({ settledBefore: Infinity, events: 5 }));
		}
		spoilPage(join(directory.path, "chronos.db"), 0, 0xee);
		expect(repairStore({ directory: directory.path, now })).toMatchObject({ jobs: 3, runs: 1, attempts: 1, events: 5 });
	});

	it("loses a row whose text is damaged, and says so", () => {
		using directory = tempDir();
		fill(directory.path, 10);
		const file = join(directory.path, "chronos.db");
		spoil(file, readFileSync(file, "latin1").indexOf('"name":"job-5"'), Buffer.from("ZZZ"));
		const { jobs, lost } = repairStore({ directory: directory.path, now });
		expect([jobs, lost]).toEqual([11, 1]);
	});
});

describe("runs of which the rest is lost", () => {
	const job = recordOf(1, jobNamed("a"));
	const fields = { jobId: 1 };
	it.each([
		[
			"live, without its attempt",
			runOf(5, "a", { ...fields, phase: "live" }),
			{ phase: "settled", outcome: "lost", settledAt: now },
		],
		[
			"queued, without its job",
			runOf(5, "b", { jobId: 2 }),
			{ phase: "settled", outcome: "dropped", dropReason: "job-deleted" },
		],
		[
			"waiting, with its job",
			runOf(5, "a", { ...fields, phase: "waiting", retryAt: 9 }),
			{ phase: "waiting", retryAt: 9 },
		],
	] as const)("are ended: %s", (_, run, expected) => {
		using directory = tempDir();
		{
			using store = openSqliteStore({ directory: directory.path });
			store.commit([saveJob(job), saveRun(run)]);
		}
		repairStore({ directory: directory.path, now });
		using store = openSqliteStore({ directory: directory.path });
		expect(store.history.findRun(5)?.run).toMatchObject(expected);
	});
});

describe("a repair", () => {
	it("may write into another file, and leaves everything as it is", () => {
		using directory = tempDir();
		fill(directory.path, 10);
		const into = join(directory.path, "rescued.db");
		expect(repairStore({ directory: directory.path, now, into })).toMatchObject({ rescued: into, jobs: 12 });
		expect(readdirSync(directory.path).toSorted()).toEqual(["chronos.db", "lock.db", "rescued.db"]);
		expect(codeOf(() => repairStore({ directory: directory.path, now, into }))).toBe("store.failed");
	});

	it("is refused while a server is running", () => {
		using directory = tempDir();
		using _store = openSqliteStore({ directory: directory.path });
		expect(codeOf(() => repairStore({ directory: directory.path, now }))).toBe("store.locked");
	});

	it.each(["notes\n".repeat(5000), "", "SQLite format 3\0".repeat(1000)])(
		"leaves alone what has nothing of ours (case %#)",
		(text) => {
			using directory = tempDir({ "chronos.db": text });
			expect(codeOf(() => repairStore({ directory: directory.path, now }))).toMatch(/store\.(foreign|corrupt|newer)/);
			expect(directory.read("chronos.db")).toBe(text);
			expect(readdirSync(directory.path).toSorted()).toEqual(["chronos.db", "lock.db"]);
		},
	);

	it("that was broken off between two steps is begun anew, and no server starts meanwhile", () => {
		using directory = tempDir();
		fill(directory.path, 10);
		const file = join(directory.path, "chronos.db");
		copyFileSync(file, `${file}.repaired`);
		renameSync(file, `${file}.damaged-20260101000000000`);
		expect(codeOf(() => openSqliteStore({ directory: directory.path }))).toBe("store.corrupt");
		expect(repairStore({ directory: directory.path, now })).toMatchObject({ jobs: 12, lost: 0 });
		expect(readdirSync(directory.path).toSorted()).toEqual([
			"chronos.db",
			"chronos.db.damaged-20260203040506789",
			"lock.db",
		]);
	});
});

/** Jobs, some of them hidden or too long for a page, runs and events. */
function fill(
	directory: string,
	jobs = 300,
): ReturnType<ReturnType<typeof openSqliteStore>["load"]> & { readonly id: string } {
	using store = openSqliteStore({ directory });
	const ids = Array.from({ length: jobs }, (_, index) => index + 1);
	store.commit([
		...ids.map((id) =>
			saveJob(recordOf(id, jobNamed(`job-${String(id)}`, id % 100 === 0 ? { description: long } : {}))),
		),
		...["h1", "h2"].map((name): StoreChange => ({ type: "job.hide", job: jobNamed(name) })),
	]);
	const runs = Array.from({ length: 300 }, (_, index) => runOf(10_000 + index, "job-1", { jobId: 1, phase: "live" }));
	store.commit(runs.flatMap((run) => [saveRun(run), saveAttempt(attemptOf(run))]));
	store.commit(runs.slice(1).flatMap((run) => [saveRun(settled(run, 5)), saveAttempt(ended(attemptOf(run)))]));
	store.commit(Array.from({ length: 2000 }, (_, index) => append(index + 1)));
	return { id: store.id, ...store.load() };
}

function spoilPage(file: string, page: number, byte: number): void {
	spoil(file, page * pageBytes, Buffer.alloc(pageBytes, byte));
}

function spoil(file: string, at: number, bytes: Buffer): void {
	const descriptor = openSync(file, "r+");
	writeSync(descriptor, bytes, 0, bytes.length, at);
	closeSync(descriptor);
}

function codeOf(work: () => unknown): string | undefined {
	try {
		work();
		return undefined;
	} catch (error) {
		const codes = ["store.foreign", "store.corrupt", "store.newer", "store.locked", "store.failed"] as const;
		return codes.find((code) => hasCode(error, code)) ?? String(error);
	}
}
