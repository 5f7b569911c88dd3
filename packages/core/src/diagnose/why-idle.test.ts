import { type Job, type JobSummary, readJob } from "@chronos-job/schemas";
import { describe, expect, test } from "vitest";
import type { IdleFacts } from "./hypothesis.ts";
import { whyIdle } from "./why-idle.ts";

const now = Date.UTC(2026, 10, 21, 12);
const later = "R/2026-11-22T00:00:00.000Z/P1D";

interface Row extends Partial<Job> {
	readonly state?: string;
	readonly status?: JobSummary["status"];
}

/** A server with these jobs; the first is the one in question. */
function server(rows: readonly Row[], queued?: number): IdleFacts {
	const jobs = rows.map(({ state: _state, status: _status, ...job }, index) =>
		readJob({ name: `j${index}`, ...(job.parents === undefined && { schedule: later }), ...job }),
	) as Job[];
	const summaries = jobs.map(({ name, schedule = "", parents = [], disabled }, index) => ({
		name,
		status: rows[index]?.status ?? "fresh",
		state: rows[index]?.state ?? "idle",
		schedule,
		parents,
		disabled,
	}));
	return { job: jobs[0] as Job, summary: summaries[0], jobs, summaries, queued, now };
}

function codes(...rows: readonly Row[]): string {
	return whyIdle(server(rows))
		.map(({ code, certainty }) => `${code} ${certainty}`)
		.join(", ");
}

const ran = { successCount: 3, lastSuccess: "2026-11-21T10:00:00.000Z" };

const docker = readJob({ name: "d", schedule: later, container: { image: "a" } })?.container;
const mesos = docker && { ...docker, type: "MESOS" as const };

const busy = { ...ran, gpus: 1 };

describe("a job does not run because", () => {
	test.each<readonly [string, string, readonly Row[]]>([
		["it is disabled", "disabled sure", [{ disabled: true }]],
		[
			"Mesos gives no GPUs to Docker",
			"gpus-docker possible, no-room possible",
			[{ state: "queued", gpus: 1, container: docker }, busy],
		],
		[
			"it has made all its runs",
			"exhausted sure",
			[{ disabled: true, schedule: "R0/2027-11-21T09:00:00.000Z/P1Y", ...ran }],
		],
		[
			"no repetition is left",
			"exhausted sure, no-retries possible",
			[{ schedule: "R0/2027-11-21T09:00:00.000Z/P1Y", lastError: "2026-11-21T09:00:01.000Z", status: "failure" }],
		],
		[
			"its only run goes on",
			"running sure, no-retries possible",
			[
				{
					schedule: "R0/2027-11-21T09:00:00.000Z/P1Y",
					state: "1 running",
					lastError: "2026-11-21T09:00:01.000Z",
					status: "failure",
				},
			],
		],
		["its only run left no result", "no-result likely", [{ schedule: "R0/2027-11-21T09:00:00.000Z/P1Y" }]],
		["its name is of another age", "not-due sure, name likely", [{ name: "a b", ...ran }]],
		["it does run", "running sure", [{ state: "2 running" }]],
		["it is not due", "not-due sure", [{ ...ran, schedule: "R/2026-11-22T00:00:00Z/P1D" }]],
		["its arguments have a slash", "task-id sure, no-room possible", [{ arguments: ["/data"], state: "queued" }]],
		[
			"its arguments have a slash, as far as one can tell",
			"not-due sure, task-id likely",
			[{ arguments: ["/d"], ...ran }],
		],
		["its arguments have two lines", "task-id sure, no-room possible", [{ arguments: ["a\nb"], state: "queued" }]],
		["its arguments are long", "task-id sure, no-room possible", [{ arguments: ["x".repeat(300)], state: "queued" }]],
		["its parent is gone", "parent-missing sure", [{ parents: ["gone"] }]],
		["its parent has never succeeded", "parents-waiting sure", [{ parents: ["j1"] }, {}]],
		[
			"its parent has not succeeded since",
			"parents-waiting sure",
			[{ parents: ["j1"], lastError: "2026-11-21T11:00:00.000Z" }, ran],
		],
		["its parent is disabled", "parent-stopped sure, parents-waiting sure", [{ parents: ["j1"] }, { disabled: true }]],
		[
			"its parent is spent",
			"parent-stopped sure, parents-waiting sure",
			[{ parents: ["j1"] }, { schedule: "R0/2026-11-22T00:00:00.000Z/P1D" }],
		],
		["the trigger was forgotten", "trigger-lost possible", [{ parents: ["j1"] }, ran]],
		[
			"the whole server is stuck",
			"server-stuck likely",
			[{ state: "queued" }, { state: "queued" }, { state: "queued", ...ran }],
		],
		[
			"it wants more than others",
			"too-large likely",
			[
				{ state: "queued", cpus: 16 },
				{ cpus: 4, ...ran },
			],
		],
		[
			"its constraint is unproven",
			"constraints likely",
			[
				{ state: "queued", constraints: [["rack", "EQUALS", "a"]] },
				{ cpus: 4, ...ran },
			],
		],
		[
			"something before it blocks the queue",
			"queue-blocked possible",
			[{ state: "queued" }, { state: "queued" }, { state: "1 running" }],
		],
		["there is no room", "no-room possible", [{ state: "queued" }, { state: "1 running" }]],
		["the server sleeps", "server-asleep likely", [{ schedule: "R/2026-11-21T11:50:00Z/P1D" }, {}]],
		[
			"its run left no result",
			"not-due sure, no-result possible",
			[{ schedule: "R/2026-11-22T00:00:00.000Z/P1D", lastSuccess: "2026-11-20T00:00:01.000Z" }],
		],
		[
			"failures are not retried until it succeeds",
			"not-due sure, no-retries possible",
			[{ status: "failure", lastError: "2026-11-21T11:00:00.000Z" }],
		],
	])("%s", (_, expected, rows) => {
		expect(codes(...rows)).toBe(expected);
	});
});

describe("what has been proven is no reason", () => {
	test.each<readonly [string, string, readonly Row[]]>([
		[
			"a size that ran before",
			"no-room possible",
			[
				{ state: "queued", cpus: 16, ...ran },
				{ cpus: 4, ...ran },
			],
		],
		[
			"a constraint that was met before",
			"no-room possible",
			[
				{ state: "queued", constraints: [["rack", "EQUALS", "a"]] },
				{ constraints: [["rack", "EQUALS", "a"]], ...ran },
			],
		],
		["parents of a queued child", "no-room possible", [{ parents: ["j1"], state: "queued" }, ran]],
		["GPUs of a container of Mesos", "no-room possible", [{ state: "queued", gpus: 1, container: mesos }, busy]],
		["a start that the server is about to see", "", [{ schedule: "R/2026-11-21T11:59:58Z/P1D" }]],
	])("%s", (_, expected, rows) => {
		expect(codes(...rows)).toBe(expected);
	});
});

describe("the texts", () => {
	test("name what was seen and what to do", () => {
		const [first] = whyIdle(
			server([
				{ name: "train", state: "queued", gpus: 4 },
				{ name: "small", gpus: 1, ...ran },
			]),
		);
		expect(first).toEqual({
			code: "too-large",
			certainty: "likely",
			sentence: "it wants 4 gpus, more than any job that has run here",
			evidence: ["the most so far: 1, for small", "one agent has to offer all of it"],
			fix: "Lower `gpus`, or ask whether an agent has as much.",
		});
	});

	test("name what no agent has, where Mesos tells", () => {
		const room = { cpus: 8, mem: 65_536, disk: 100_000 };
		const agents = [
			{ ...room, hostname: "a1", gpus: 0 },
			{ ...room, hostname: "a2", gpus: 2 },
		];
		const wish = { name: "train", state: "queued" };
		const [first, ...others] = whyIdle({ ...server([{ ...wish, gpus: 4 }, ran]), agents });
		expect([first, others]).toEqual([
			{
				code: "too-large",
				certainty: "sure",
				sentence: "it wants 4 gpus, more than any agent of Mesos has",
				evidence: ["the most: 2, on a2", "agents: 2"],
				fix: "Lower `gpus`.",
			},
			[],
		]);
		expect(whyIdle({ ...server([{ ...wish, gpus: 2 }, ran]), agents })[0]?.code).toBe("no-room");
	});

	test("tell until when a server may sleep", () => {
		const far = { name: "yearly", schedule: "R/2026-12-01T00:00:00Z/P1Y" };
		const [first] = whyIdle(server([{ schedule: "R/2026-11-21T11:50:00Z/P1D" }, far]));
		expect(first?.evidence.at(-1)).toBe("that is at 2026-12-01T00:00:00.000Z");
		expect(first?.fix).toBe("Submit a new job under another name: that wakes the server.");
	});

	test("count the queues when the server tells", () => {
		const [first] = whyIdle(server([{ state: "queued" }], 1));
		expect(first?.evidence.at(-1)).toBe("the queues of the server hold 1 entry");
	});

	test("say which parents are awaited, and how they did", () => {
		const rows = [{ parents: ["j1", "j2"] }, ran, { ...ran, lastSuccess: "", lastError: "2026-11-21T09:00:00.000Z" }];
		expect(whyIdle(server(rows))[0]).toMatchObject({
			sentence: "it waits for j2 to succeed",
			evidence: ["j2 has never succeeded", "j2 failed at 2026-11-21T09:00:00.000Z"],
		});
	});
});

test("ten thousand jobs are looked through at once", () => {
	const rows = Array.from({ length: 10_000 }, (_, index): Row => (index % 2 === 0 ? { state: "queued" } : ran));
	const facts = server(rows);
	const from = performance.now();
	expect(whyIdle(facts)).toMatchObject([{ code: "server-stuck" }]);
	expect(performance.now() - from).toBeLessThan(500);
});
