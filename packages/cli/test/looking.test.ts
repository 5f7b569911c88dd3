import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { systemClock, type Target } from "@chronos-job/core";
import { type Job, readJob } from "@chronos-job/schemas";
import { type MemoryHost, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { keepDefinitions } from "../src/definitions/keep-definitions.ts";
import { openJournal } from "../src/journal/open-journal.ts";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

describe("on the Chronos of this machine", () => {
	it("a run that has ended is listed, shown, measured and remembered", async () => {
		using dir = tempDir();
		await using machine = memoryMachine(dir.path);
		await machine.runJob({ name: "hello", command: "echo hi" });
		await machine.runJob({ name: "broken", command: "exit 3" });
		async function ask(...words: readonly string[]) {
			const host = machine.host();
			expect(await main([...words, "--output", "json"], host), host.written.stdout).toBe(0);
			return JSON.parse(host.written.stdout);
		}
		expect((await ask("list", "--columns", "name,status,state,successes,errors")).jobs).toEqual([
			{ name: "broken", status: "failure", state: "idle", successes: 0, errors: 1 },
			{ name: "hello", status: "success", state: "idle", successes: 1, errors: 0 },
		]);
		expect((await ask("list", "--failed")).jobs).toMatchObject([{ name: "broken" }]);
		expect(await ask("show", "broken")).toMatchObject({
			job: { name: "broken", errorCount: 1 },
			summary: { status: "failure", state: "idle", successes: 0, errors: 1, running: 0 },
			when: "no more: it has made all its runs",
			next: [],
			runs: [{ outcome: "failed", attempts: [{ end: { exitCode: 3, at: expect.stringMatching(/Z$/) } }] }],
		});
		expect(await ask("history", "hello")).toMatchObject({
			job: "hello",
			source: "server",
			runs: [{ outcome: "succeeded", cause: "schedule", queuedAt: expect.stringMatching(/Z$/) }],
		});
		expect(await ask("why", "hello")).toMatchObject({ source: "server", reasons: [{ code: "exhausted" }] });
		expect((await ask("graph")).nodes).toContainEqual({ name: "broken", status: "failure" });
		expect(await ask("stats")).toMatchObject({ hidden: 0 });
	});

	it("what a run left behind is told in words", async () => {
		using dir = tempDir();
		await using machine = memoryMachine(dir.path);
		await machine.runJob({ name: "broken", command: "exit 3" });
		async function say(...words: readonly string[]) {
			const host = machine.host();
			await main(words, host);
			return host.written.stdout;
		}
		expect(await say("history", "broken")).toMatch(
			/^run +result +began +took +remarks +because of\n#\d+ +failed +\w{3} [-\d]+ [:\d]+ CES?T +\d+s +exit code 3 +its schedule\n$/,
		);
		expect(await say("show", "broken")).toContain("no more: it has made all its runs");
		expect(await say("why", "broken")).toContain("  - its latest attempt failed: exit code 3\n");
	});

	it("a run that waits for its retry is told as one", async () => {
		using dir = tempDir();
		await using machine = memoryMachine(dir.path);
		const stubborn = { name: "stubborn", command: "exit 3", retries: 1 };
		await machine.runJob(stubborn);
		const host = machine.host({ now: systemClock.now() });
		await main(["show", "stubborn"], host);
		expect(host.written.stdout).toMatch(
			/^stubborn {2}idle, a run waits for its retry, due at \w{3} [-\d]+ [:\d]+ CES?T, in (?:1m 00|\d\d)s\n/,
		);
	});
});

const job = {
	name: "nightly",
	command: "true",
	schedule: "R/2026-11-22T02:00:00.000Z/P1D",
	scheduleTimeZone: "",
	successCount: 4,
	errorCount: 1,
	lastSuccess: "2026-11-21T02:00:09.000Z",
	lastError: "2026-11-01T02:00:09.000Z",
};
const child = { name: "report", command: "true", parents: ["nightly"] };
const idle = { state: "idle", disabled: false, parents: [], schedule: "" };
const histogram = {
	"75thPercentile": 2000,
	"95thPercentile": 9000,
	"98thPercentile": 9000,
	"99thPercentile": 9500,
	median: 1500,
	mean: 1500,
	count: 4,
};
const task = {
	taskId: "ct:1:0:nightly:",
	jobName: "nightly",
	slaveId: "agent-1",
	startTime: "11/21/26 03:00:00",
	endTime: "N/A",
	status: "Running",
};

type Replies = Readonly<Record<string, unknown>>;

/** A Chronos that is none of ours: it knows no `/local/v1`. */
const foreign: Replies = {
	"/v1/scheduler/jobs": [job, child],
	"/v1/scheduler/jobs/summary": {
		jobs: [
			{ ...idle, name: "nightly", status: "success", schedule: job.schedule },
			{ ...idle, name: "report", status: "fresh", parents: ["nightly"] },
		],
	},
	"/v1/scheduler/job/nightly": job,
	"/v1/scheduler/job/report": child,
	"/v1/scheduler/job/stat/nightly": { histogram, taskStatHistory: [] },
	"/v1/scheduler/job/stat/report": { histogram: { ...histogram, count: 0 }, taskStatHistory: [] },
	"/v1/scheduler/stats/99thPercentile": [
		{ jobNameLabel: "nightly", time: 9.5 },
		{ jobNameLabel: "report", time: 0 },
	],
	"/v1/scheduler/stats/95thPercentile": [
		{ jobNameLabel: "nightly", time: 9 },
		{ jobNameLabel: "report", time: 0 },
	],
	"/v1/scheduler/stats/median": [
		{ jobNameLabel: "nightly", time: 1.5 },
		{ jobNameLabel: "report", time: 0 },
	],
	"/metrics": { version: "3.0.0", gauges: {}, counters: {}, histograms: {}, meters: {}, timers: {} },
};

describe("on a Chronos of others", () => {
	it.each<readonly [string, string, Replies]>([
		["list", "report   fresh    idle   after nightly", {}],
		["list --columns name,last", "nightly  Sat 2026-11-21 03:00:09 CET, 9h 59m ago\nreport   -\n", {}],
		["show nightly", "results  4 succeeded, 1 failed\n  success  Sat 2026-11-21 03:00:09 CET, 9h 59m ago", {}],
		["why report", "report: perhaps all its parents have succeeded since it last ended", {}],
		[
			"why nightly",
			"nightly: it is not due before Sun 2026-11-22 03:00:00 CET\n  - it runs every day at 02:00 UTC",
			{},
		],
		["stats", "nightly      1s   9s   9s\n\nSuccessful runs since the leader", {}],
		["stats", "Nothing was measured of 1 job.", {}],
		["stats nightly", "1s   9s   9s     4\n", {}],
		["stats report", "no run of it has succeeded since the server's leader started", {}],
		["graph", "nightly  success\n└─ report  fresh\n", {}],
		[
			"history nightly",
			"this Chronos keeps no history of runs; it counts 4 runs of nightly that succeeded (last at Sat",
			{},
		],
		[
			"history nightly",
			"Running  11/21/26 03:00:00  N/A",
			{ "/v1/scheduler/job/stat/nightly": { histogram, taskStatHistory: [task] } },
		],
	])("%s says: %s", async (line, expected, replies) => {
		const { stdout, stderr, exit } = await ask(line, replies);
		expect(stdout, stderr).toContain(expected);
		expect(exit).toBe(0);
	});

	it("a job that nobody has seen running has no history", async () => {
		const { stderr, exit } = await ask("history report", {});
		expect(stderr).toContain("job.no-history  nobody has seen a run of report yet");
		expect(exit).toBe(1);
	});

	it("what this program has seen is the history, with the time during which it looked", async () => {
		const { stdout, exit } = await ask("history nightly", {}, (host, target) => {
			using journal = openJournal(host, { target, jobs: undefined, onFailure: (reason) => expect.unreachable(reason) });
			journal.tell({ type: "run.settled", at: host.now(), job: "nightly", outcome: "failed" });
		});
		expect(stdout).toBe(
			[
				"when                         what",
				"Sat 2026-11-21 13:00:00 CET  failed",
				"",
				"this Chronos keeps no history; this program looked",
				"  Sat 2026-11-21 13:00:00 CET  for 0s",
				"it counts 4 runs of nightly that succeeded (last at Sat 2026-11-21 03:00:09 CET) and 1 that failed (last at Sun 2026-11-01 03:00:09 CET)",
				"",
			].join("\n"),
		);
		expect(exit).toBe(0);
	});

	it("what this program has replaced is remembered", async () => {
		const none = await ask("history nightly --definitions", {});
		expect(none.stderr).toContain("this program has neither replaced nor deleted nightly on this server");
		const { stdout } = await ask("history nightly --definitions --output json", {}, (host, target) =>
			keepDefinitions(host, target)({ job: readJob(job) as Job, because: "updated" }),
		);
		expect(JSON.parse(stdout)).toMatchObject({ source: "definitions", kept: [{ definition: { name: "nightly" } }] });
	});

	it("a job that is not there may be hidden", async () => {
		const { stderr, exit } = await ask("why reprot", {});
		expect(stderr).toContain('the server has no job "reprot"; it hides children whose parents it does not have');
		expect(stderr).toContain("Did you mean `report`?");
		expect(exit).toBe(1);
	});

	it("only the cheap call is made when it suffices", async () => {
		const { exit, stdout } = await ask("list --columns name,state --output csv", { "/v1/scheduler/jobs": undefined });
		expect(stdout).toBe("name,state\nnightly,idle\nreport,idle\n");
		expect(exit).toBe(0);
	});
});

async function ask(
	line: string,
	replies: Replies,
	before: (host: MemoryHost, target: Target) => unknown = () => undefined,
) {
	using dir = tempDir();
	await using machine = memoryMachine(dir.path);
	const server = await answering({ ...foreign, ...replies });
	try {
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const host = machine.host({ env: { HOME: dir.path, CHRONOS_URL: url } });
		await before(host, { name: url, urls: [url] });
		const exit = await main(line.split(" "), host);
		return { exit, ...host.written };
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

async function answering(replies: Replies): Promise<Server> {
	const server = createServer((request, response) => {
		const reply = replies[request.url ?? ""];
		const isJob = request.url?.startsWith("/v1/scheduler/job/") ?? false;
		if (reply === undefined && !isJob) response.writeHead(404).end();
		else if (reply === undefined) response.writeHead(400, { "content-type": "application/json" }).end(missing);
		else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(reply));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return server;
}

const missing = JSON.stringify({
	message: "java.lang.IllegalArgumentException: requirement failed: Job 'x' not found",
	status: "Bad Request",
});
