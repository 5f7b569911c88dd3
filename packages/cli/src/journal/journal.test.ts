import { appendFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import type { RunEvent, Target } from "@chronos-job/core";
import { memoryHost, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { openJournal } from "./open-journal.ts";
import { readJournal } from "./read-journal.ts";

const target: Target = { name: "lab", urls: ["http://chronos.example.org:4400"] };
const noon = Date.UTC(2026, 10, 21, 12);
const second = 1000;

/** A machine whose clock the test sets. */
function machine() {
	const dir = tempDir();
	const time = { now: noon };
	const host = { ...memoryHost({ cwd: dir.path, env: { HOME: dir.path } }), now: () => time.now };
	const home = `${dir.path}/.local/state/chronos-job/journal`;
	return {
		host,
		time,
		get folder() {
			return `${home}/${readdirSync(home)[0]}`;
		},
		open: (jobs?: readonly string[], pid = 1) =>
			openJournal({ ...host, pid }, { target, jobs, onFailure: (reason) => expect.unreachable(reason) }),
		read: (job = "hello") => readJournal(host, target, job),
		[Symbol.dispose]: () => dir[Symbol.dispose](),
	};
}

const settled = (at: number, job = "hello"): RunEvent => ({ type: "run.settled", at, job, outcome: "succeeded" });

describe("a journal", () => {
	it("tells what was seen, and when somebody looked", () => {
		using lab = machine();
		const events: readonly RunEvent[] = [
			{ type: "attempt.started", at: noon + second, job: "hello", running: 1 },
			{ type: "retry.planned", at: noon + 2 * second, job: "hello", retryAt: noon + 62 * second },
			{ type: "attempt.finished", at: noon + 3 * second, job: "hello", outcome: "failed", exitCode: 3, taskId: "ct:1" },
			{ type: "gap", at: noon + 5 * second, since: noon + 4 * second },
			settled(noon + 6 * second),
			{ type: "job.deleted", at: noon + 7 * second, job: "hello" },
		];
		const counted = { successCount: 3, errorCount: 1, lastSuccess: "2026-11-21T12:00:06.000Z", lastError: "" };
		{
			using journal = lab.open();
			for (const event of events) journal.tell(event);
			journal.tell(settled(noon + 6 * second, "other"));
			lab.time.now = noon + 9 * second;
			journal.count("hello", counted);
		}
		expect(lab.read()).toEqual({
			windows: [{ from: noon, to: noon + 9 * second }],
			events,
			counted: [{ at: noon + 9 * second, ...counted }],
		});
	});

	it("knows nothing of jobs at which nobody looked", () => {
		using lab = machine();
		expect(lab.read()).toEqual({ windows: [], events: [], counted: [] });
		{
			using journal = lab.open(["hello"]);
			journal.tell(settled(noon));
		}
		expect(lab.read("other")).toEqual({ windows: [], events: [], counted: [] });
		expect(readJournal(lab.host, { ...target, urls: ["http://elsewhere"] }, "hello").windows).toEqual([]);
		// The same installation under another name.
		expect(readJournal(lab.host, { name: "x", urls: [`${target.urls[0]}/`] }, "hello").windows).toHaveLength(1);
	});

	it("tells once what two saw at the same time, and joins their windows", () => {
		using lab = machine();
		const first = lab.open(undefined, 1);
		lab.time.now = noon + second;
		const other = lab.open(["hello"], 2);
		first.tell(settled(noon + 2 * second));
		other.tell(settled(noon + 2 * second + 150));
		lab.time.now = noon + 3 * second;
		first[Symbol.dispose]();
		other.tell(settled(noon + 4 * second));
		lab.time.now = noon + 5 * second;
		other[Symbol.dispose]();
		expect(lab.read()).toMatchObject({
			windows: [{ from: noon, to: noon + 5 * second }],
			events: [{ at: noon + 2 * second }, { at: noon + 4 * second }],
		});
	});

	it("survives torn lines and foreign ones", () => {
		using lab = machine();
		lab.open().tell(settled(noon + second));
		const file = `${lab.folder}/2026-11.ndjson`;
		truncateSync(file, statSync(file).size - 9);
		appendFileSync(
			file,
			'null\n[]\n{"type":"window.opened"}\n{"at":"2026-11-21T12:00:00Z","window":"w","type":"song"}',
		);
		lab.time.now = noon + 2 * second;
		lab.open(undefined, 2).tell(settled(noon + 3 * second));
		expect(lab.read()).toMatchObject({
			windows: [
				{ from: noon, to: noon },
				{ from: noon + 2 * second, to: noon + 3 * second },
			],
			events: [{ at: noon + 3 * second }],
		});
	});

	it("is the user's own and does not grow without end", () => {
		using lab = machine();
		lab.open()[Symbol.dispose]();
		const file = `${lab.folder}/2026-11.ndjson`;
		expect([statSync(file).mode & 0o777, statSync(lab.folder).mode & 0o777]).toEqual([0o600, 0o700]);
		for (let year = 2000; year < 2026; year += 1) writeFileSync(`${lab.folder}/${year}-01.ndjson`, "");
		writeFileSync(`${lab.folder}/notes.txt`, "mine");
		appendFileSync(file, `${" ".repeat(9_000_000)}\n`);
		lab.open()[Symbol.dispose]();
		const names = readdirSync(lab.folder);
		expect(names).toContain("2026-11.old.ndjson");
		expect(names).toContain("notes.txt");
		expect(names).not.toContain("2000-01.ndjson");
		expect(names.length).toBeLessThan(28);
		expect(readFileSync(file, "utf8").length).toBeLessThan(1000);
		expect(lab.read().windows).toHaveLength(1);
	});

	it("that cannot be written says so once and stops nobody", () => {
		using lab = machine();
		writeFileSync(`${lab.host.cwd}/.local`, "a file");
		const reasons: string[] = [];
		using journal = openJournal(lab.host, { target, jobs: undefined, onFailure: (reason) => reasons.push(reason) });
		journal.tell(settled(noon));
		expect(reasons).toEqual(["ENOTDIR"]);
		expect(lab.read().events).toEqual([]);
	});
});
