import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Target, Transport } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { type MemoryMachine, memoryMachine } from "./memory-machine.ts";

const daily = (name: string, fields: object = {}) =>
	JSON.stringify({ name, command: "true", schedule: "R/2030-01-01T00:00:00Z/P1D", ...fields });

/** Types a line into a shell of the machine. */
async function say(machine: MemoryMachine, words: readonly string[], options: object = {}) {
	const host = machine.host(options);
	const exit = await main(words, host);
	return { exit, ...host.written, questions: host.questions };
}

/** A shell whose requests to servers are written down. */
function listening(machine: MemoryMachine) {
	const methods: string[] = [];
	const { openTransport } = machine.host();
	return {
		methods,
		openTransport: async (target: Target): Promise<Transport> => {
			const transport = await openTransport(target);
			return {
				send(request) {
					methods.push(request.method);
					return transport.send(request);
				},
				[Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
			};
		},
	};
}

describe("looking before something is done", () => {
	it("asks the server and tells it nothing", async () => {
		using dir = tempDir({
			"jobs/new.json": daily("new"),
			"jobs/old.json": daily("old", { retries: 0 }),
			"old.json": daily("old"),
		});
		await using machine = memoryMachine(dir.path);
		await say(machine, ["submit", "old.json"]);
		for (const line of [
			"submit jobs --dry-run",
			"plan jobs",
			"diff jobs",
			"sync jobs --prune --dry-run",
			"delete * --children leave --dry-run",
			"pull pulled",
		]) {
			const { methods, openTransport } = listening(machine);
			expect(await say(machine, line.split(" "), { openTransport }), line).toMatchObject({ exit: 0 });
			expect(new Set(methods), line).toEqual(new Set(["GET"]));
		}
	});
});

describe("submitting", () => {
	it("sends a folder of files, and only what is new of it the next time", async () => {
		const names = Array.from({ length: 120 }, (_, index) => `job-${index}`);
		using dir = tempDir(Object.fromEntries(names.map((name) => [`jobs/${name}.json`, daily(name)])));
		await using machine = memoryMachine(dir.path);
		const first = await say(machine, ["submit", "jobs"]);
		expect(first.stdout.trim().split("\n")).toHaveLength(120);
		const { methods, openTransport } = listening(machine);
		const second = await say(machine, ["submit", "jobs"], { openTransport });
		expect(second).toMatchObject({ exit: 0, stdout: "unchanged   120 jobs\n" });
		expect(methods.length).toBeLessThan(10);
	});

	it("reads standard input", async () => {
		using dir = tempDir();
		await using machine = memoryMachine(dir.path);
		expect(await say(machine, ["submit", "-"], { stdin: daily("piped") })).toMatchObject({
			exit: 0,
			stdout: "created     piped\n",
		});
	});

	it("sends nothing when one of the files has an error", async () => {
		using dir = tempDir({ "jobs/a.json": daily("a"), "jobs/b.json": daily("b", { schedule: "daily" }) });
		await using machine = memoryMachine(dir.path);
		expect(await say(machine, ["submit", "jobs"])).toMatchObject({ exit: 1, stdout: "" });
		// Not even a server is started for it.
		expect(await say(machine, ["local", "status"])).toMatchObject({ exit: 1 });
	});

	it("refuses a child whose parent is nowhere, which the server would hide", async () => {
		using dir = tempDir({ "child.json": JSON.stringify({ name: "child", command: "true", parents: ["nobody"] }) });
		await using machine = memoryMachine(dir.path);
		const { exit, stderr } = await say(machine, ["submit", "child.json"]);
		expect([exit, stderr.includes("parents.missing")]).toEqual([1, true]);
	});

	it("asks before it replaces, and keeps what it replaces for its owner alone", async () => {
		using dir = tempDir({ "a.json": daily("a") });
		await using machine = memoryMachine(dir.path);
		await say(machine, ["submit", "a.json"]);
		const words = ["submit", "a.json", "--set", "retries=0"];
		const asked = await say(machine, words, { answers: ["yes"] });
		expect([asked.exit, asked.questions]).toEqual([0, ["replace a? [y/N] "]]);
		const folder = join(dir.path, ".local/state/chronos-job/definitions");
		const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
		expect(files.map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o600]);
	});
});

describe("submitting and waiting", () => {
	it.each([
		["that succeeds", "echo it works", { exit: 0, stdout: "it works\n" }],
		["that fails", "echo oh no >&2; exit 3", { exit: 1, stdout: "oh no\n" }],
	])("shows what a job %s has written, and ends as it does", async (_, command, { exit, stdout }) => {
		using dir = tempDir({ "a.json": JSON.stringify({ name: "a", command, retries: 0, schedule: "R1//P1Y" }) });
		await using machine = memoryMachine(dir.path);
		const first = await say(machine, ["submit", "a.json", "--wait"]);
		expect(first).toMatchObject({ exit, stdout: expect.stringContaining(`created     a\n${stdout}a  `) });
		const second = await say(machine, ["submit", "a.json", "--logs"]);
		expect(second).toMatchObject({ exit, stdout: expect.stringContaining(`runs again  a\n${stdout}a  `) });
	});

	it("follows children that nothing has changed about", async () => {
		const once = { command: "true", retries: 0 };
		const jobs = [
			{ ...once, name: "a", schedule: "R1//P1Y" },
			{ ...once, name: "b", parents: ["a"] },
		];
		using dir = tempDir({ "jobs.json": JSON.stringify(jobs) });
		await using machine = memoryMachine(dir.path);
		await say(machine, ["submit", "jobs.json", "--wait"]);
		const { exit, stdout } = await say(machine, ["submit", "jobs.json", "--wait", "--output", "json"]);
		const { fates, unchanged } = JSON.parse(stdout);
		expect([exit, unchanged]).toEqual([0, ["b"]]);
		expect(fates).toMatchObject([
			{ job: "a", outcome: "succeeded" },
			{ job: "b", outcome: "succeeded" },
		]);
	});

	it.each([
		["a job of the far future", ["submit", "a.json", "--timeout", "1"], 7],
		["a limit that nobody understands", ["submit", "a.json", "--timeout", "soon"], 2],
	])("does not wait for ever: %s", async (_, words, exit) => {
		using dir = tempDir({ "a.json": daily("a") });
		await using machine = memoryMachine(dir.path);
		expect(await say(machine, words)).toMatchObject({ exit });
	});

	it("starts a job by hand and waits for it", async () => {
		using dir = tempDir({ "a.json": daily("a", { command: "echo", retries: 0 }) });
		await using machine = memoryMachine(dir.path);
		await say(machine, ["submit", "a.json"]);
		const { exit, stdout } = await say(machine, ["run", "a", "--wait", "--", "two words", "-x"]);
		expect([exit, stdout]).toEqual([0, expect.stringContaining("two words -x\n")]);
	});
});

describe("putting back", () => {
	it("brings a deleted job back with what the server had counted", async () => {
		using dir = tempDir({ "a.json": daily("a") });
		await using machine = memoryMachine(dir.path);
		await say(machine, ["submit", "a.json"]);
		await say(machine, ["mark-success", "a"]);
		await say(machine, ["delete", "a", "--yes"]);
		expect(await say(machine, ["undo", "--yes"])).toMatchObject({ exit: 0, stdout: "restored    a\n" });
		expect(JSON.parse(await machine.ask("GET", "/v1/scheduler/job/a"))).toMatchObject({ name: "a", successCount: 1 });
	});

	it("keeps the counters of what was replaced since", async () => {
		using dir = tempDir({ "a.json": daily("a") });
		await using machine = memoryMachine(dir.path);
		await say(machine, ["submit", "a.json"]);
		await say(machine, ["submit", "a.json", "--set", "retries=0", "--yes"]);
		await say(machine, ["mark-success", "a"]);
		await say(machine, ["undo", "a", "--yes"]);
		const job = JSON.parse(await machine.ask("GET", "/v1/scheduler/job/a"));
		expect([job.retries, job.successCount]).toEqual([2, 1]);
	});

	it("says when what it restores runs at once", async () => {
		using dir = tempDir({ "a.json": daily("a") });
		await using machine = memoryMachine(dir.path);
		await say(machine, ["submit", "a.json"]);
		await say(machine, ["delete", "a", "--yes"]);
		const undone = await say(machine, ["undo", "--yes"], { now: Date.UTC(2030, 0, 1, 1) });
		expect(undone.stderr).toContain("a is due, so it runs at once");
	});
});

describe("switching jobs off and on", () => {
	it("leaves their counters as they are", async () => {
		using dir = tempDir({ "a.json": daily("a") });
		await using machine = memoryMachine(dir.path);
		await say(machine, ["submit", "a.json"]);
		await say(machine, ["mark-success", "a"]);
		for (const [word, disabled] of [
			["disable", true],
			["enable", false],
		] as const) {
			await say(machine, [word, "a"]);
			expect(JSON.parse(await machine.ask("GET", "/v1/scheduler/job/a"))).toMatchObject({ disabled, successCount: 1 });
		}
	});
});
