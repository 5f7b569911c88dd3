import { createHash } from "node:crypto";
import {
	copyFileSync,
	openSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync,
	writeSync,
	closeSync,
	readdirSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type ErrorCode, hasCode } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { openSqliteStore } from "./sqlite-store.ts";
import { append, jobNamed, recordOf, runOf, saveJob, saveRun } from "./stored.samples.ts";

describe("the files of a store", () => {
	it("are there for their owner only", () => {
		using directory = tempDir();
		const path = join(directory.path, "a/state");
		using store = openSqliteStore({ directory: path });
		store.commit([append(1)]);
		const modes = readdirSync(path).map((name) => [name, statSync(join(path, name)).mode & 0o777]);
		expect(Object.fromEntries(modes)).toEqual({
			"chronos.db": 0o600,
			"chronos.db-shm": 0o600,
			"chronos.db-wal": 0o600,
			"lock.db": 0o600,
		});
		expect(statSync(path).mode & 0o777).toBe(0o700);
	});

	it("do not hold what was deleted", () => {
		using directory = tempDir();
		{
			using store = openSqliteStore({ directory: directory.path });
			const job = jobNamed("a", { environmentVariables: [{ name: "PASSWORD", value: "open sesame" }] });
			store.commit([saveJob(recordOf(1, job)), saveJob(recordOf(2, jobNamed("b")))]);
			store.commit([{ type: "job.remove", name: "a" }]);
		}
		const text = readFileSync(join(directory.path, "chronos.db"), "latin1");
		expect(text).not.toContain("sesame");
		expect(text).toContain('"name":"b"');
	});
});

describe("a directory", () => {
	it("is refused to a second server until the first one lets go", () => {
		using directory = tempDir();
		const open = () => openSqliteStore({ directory: directory.path });
		{
			using _first = open();
			expect(codeOf(open)).toBe("store.locked");
		}
		using again = open();
		expect(again.load().lastId).toBe(0);
		// Letting go twice is no more than once.
		again[Symbol.dispose]();
	});

	it("stays refused when whoever has it no longer thinks of it", () => {
		using directory = tempDir();
		const open = () => openSqliteStore({ directory: directory.path });
		forget(open);
		setFlagsFromString("--expose-gc");
		runInNewContext("gc")();
		expect(codeOf(open)).toBe("store.locked");
	});
});

function forget(open: () => unknown): void {
	open();
}

describe("a commit that fails", () => {
	it("leaves everything as it was, and the next one works", () => {
		using directory = tempDir();
		using store = openSqliteStore({ directory: directory.path });
		store.commit([saveJob(recordOf(1, jobNamed("a"))), append(1)]);
		const before = store.load();
		const failing = [
			{ type: "job.remove", name: "a" } as const,
			saveJob(recordOf(2, jobNamed("b"))),
			saveRun(runOf(3, "b")),
			append(1),
		];
		// An event twice is a bug of the caller's, and stays one.
		expect(() => store.commit(failing)).toThrow(/UNIQUE/);
		expect(store.load()).toEqual(before);
		store.commit([saveJob(recordOf(1, jobNamed("a"), { version: 2 })), saveJob(recordOf(2, jobNamed("b"))), append(2)]);
		expect(store.load().jobs.map(({ id, version }) => [id, version])).toEqual([
			[1, 2],
			[2, 1],
		]);
	});
});

describe("a file that is refused", () => {
	it.each<[string, ErrorCode, (file: string) => void]>([
		["is empty", "store.corrupt", (file) => writeFileSync(file, "")],
		["is a text", "store.foreign", (file) => writeFileSync(file, "# notes\n".repeat(2000))],
		["is a short text", "store.foreign", (file) => writeFileSync(file, "hello")],
		["belongs to another program", "store.foreign", (file) => alter(file, "PRAGMA application_id = 7")],
		["belongs to no program", "store.foreign", (file) => alter(file, "PRAGMA application_id = 0")],
		["is newer", "store.newer", (file) => alter(file, "PRAGMA user_version = 99")],
		["has lost a table", "store.corrupt", (file) => alter(file, "DROP TABLE runs")],
		[
			"has another table in the place of ours",
			"store.corrupt",
			(file) => alter(file, "DROP TABLE events; CREATE TABLE events (x)"),
		],
		["has a damaged first page", "store.corrupt", (file) => spoil(file, { from: 100, to: 4000 })],
		["has a first page of something else", "store.foreign", (file) => spoil(file, { from: 0, to: 4096 })],
		["is cut off", "store.corrupt", (file) => truncateSync(file, 4096)],
	])("because it %s is not changed: %s", (_, code, damage) => {
		using directory = tempDir();
		fill(directory.path, 50);
		const file = join(directory.path, "chronos.db");
		damage(file);
		const before = hash(file);
		expect(codeOf(() => openSqliteStore({ directory: directory.path }))).toBe(code);
		expect(hash(file)).toBe(before);
		// And it is not held any longer.
		expect(codeOf(() => openSqliteStore({ directory: directory.path }))).toBe(code);
	});

	it("is missed while its log is still there", () => {
		using directory = tempDir();
		fill(directory.path, 5);
		copyFileSync(join(directory.path, "chronos.db"), join(directory.path, "chronos.db-wal"));
		rmSync(join(directory.path, "chronos.db"));
		expect(codeOf(() => openSqliteStore({ directory: directory.path }))).toBe("store.corrupt");
	});

	it("says in the hint what to do", () => {
		using directory = tempDir({ "chronos.db": "" });
		expect(() => openSqliteStore({ directory: directory.path })).toThrow(
			expect.objectContaining({ hint: expect.stringContaining("chronos-job local repair") }),
		);
	});
});

describe("a page that is damaged", () => {
	it("is noticed when it is read", () => {
		using directory = tempDir();
		fill(directory.path, 500);
		const file = join(directory.path, "chronos.db");
		const { size } = statSync(file);
		spoil(file, { from: Math.floor(size / 8192) * 4096, to: Math.floor(size / 8192) * 4096 + 4096 });
		using store = openSqliteStore({ directory: directory.path });
		expect(codeOf(() => store.load())).toBe("store.corrupt");
	});

	it("is noticed when only a text in it is", () => {
		using directory = tempDir();
		fill(directory.path, 1);
		const file = join(directory.path, "chronos.db");
		const at = readFileSync(file, "latin1").indexOf('"name":"j1"');
		spoil(file, { from: at, to: at + 3 });
		using store = openSqliteStore({ directory: directory.path });
		expect(codeOf(() => store.load())).toBe("store.corrupt");
	});
});

it("forgetting goes piece by piece where that is asked for", () => {
	using directory = tempDir();
	using store = openSqliteStore({ directory: directory.path });
	store.commit(Array.from({ length: 10 }, (_, index) => append(index + 1)));
	const firsts = [4, 4, 4, 4].map((atMost) => [
		store.prune({ settledBefore: 0, events: 1, atMost }),
		store.history.firstEventId(),
	]);
	expect(firsts).toEqual([
		[true, 5],
		[true, 9],
		[false, 10],
		[false, 10],
	]);
});

it("a log that is torn at its end is read up to the last commit before", () => {
	using directory = tempDir();
	using copy = tempDir();
	using store = openSqliteStore({ directory: directory.path });
	const sizes = [1, 2, 3].map((id) => {
		store.commit([append(id)]);
		return statSync(join(directory.path, "chronos.db-wal")).size;
	});
	for (const name of ["chronos.db", "chronos.db-wal"]) copyFileSync(join(directory.path, name), join(copy.path, name));
	truncateSync(join(copy.path, "chronos.db-wal"), (sizes[2] ?? 0) - 10);
	using torn = openSqliteStore({ directory: copy.path });
	expect(torn.load().lastEventId).toBe(2);
});

function fill(directory: string, jobs: number): void {
	using store = openSqliteStore({ directory });
	store.commit(
		Array.from({ length: jobs }, (_, index) => saveJob(recordOf(index + 1, jobNamed(`j${String(index + 1)}`)))),
	);
}

function alter(file: string, sql: string): void {
	const database = new DatabaseSync(file);
	database.exec(sql);
	database.close();
}

function spoil(file: string, { from, to }: { readonly from: number; readonly to: number }): void {
	const descriptor = openSync(file, "r+");
	writeSync(descriptor, Buffer.alloc(to - from, 0xee), 0, to - from, from);
	closeSync(descriptor);
}

function hash(file: string): string {
	return createHash("sha256").update(readFileSync(file)).digest("hex");
}

function codeOf(work: () => unknown): ErrorCode | undefined {
	try {
		work();
		return undefined;
	} catch (error) {
		if (error instanceof Error && "code" in error && hasCode(error, error.code as ErrorCode)) return error.code;
		throw error;
	}
}
