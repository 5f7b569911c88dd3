import * as http from "node:http";
import * as https from "node:https";
import { describe, expect, test } from "vitest";
import { type ChronosClient, createClient, createReader, nodeTransport } from "@chronos-job/core";
import { clientsOver, hastyClock as clock, job, transports, v1 } from "./client-over.ts";
import { pathsOf, startScripted } from "./scripted-server.ts";

const missing = {
	message: "java.lang.IllegalArgumentException: requirement failed: Job 'a' not found",
	status: "Bad Request",
};
const histogram = {
	"75thPercentile": 0,
	"95thPercentile": 0,
	"98thPercentile": 0,
	"99thPercentile": 0,
	median: 0,
	mean: 0,
	count: 0,
};
const metrics = { version: "3.0.0", gauges: {}, counters: {}, histograms: {}, meters: {}, timers: {} };
const summary = { name: "a", status: "fresh", state: "idle", schedule: job.schedule, parents: [], disabled: false };

interface Call {
	readonly act: (client: ChronosClient) => Promise<unknown>;
	readonly line: string;
	readonly reply?: unknown;
	readonly comes?: unknown;
}

const reads: Readonly<Record<string, Call>> = {
	list: {
		act: ({ jobs }) => jobs.list(),
		line: "GET B/jobs",
		reply: [{ ...job, name: "b" }, job],
		comes: [{ name: "a" }, { name: "b" }],
	},
	search: {
		act: ({ jobs }) => jobs.search({ command: "a b" }),
		line: "GET B/jobs/search?command=a+b&limit=1000&offset=0",
		reply: [job],
		comes: [job],
	},
	stat: {
		act: ({ stats }) => stats.ofJob("a b"),
		line: "GET B/job/stat/a%20b",
		reply: { histogram, taskStatHistory: [] },
		comes: { histogram },
	},
	percentile: {
		act: ({ stats }) => stats.percentile("median"),
		line: "GET B/stats/median",
		reply: [{ jobNameLabel: "a", time: 1.5 }],
		comes: [{ time: 1.5 }],
	},
	dot: {
		act: ({ graph }) => graph.dot(),
		line: "GET B/graph/dot",
		reply: "digraph G {\n}\n",
		comes: "digraph G {\n}\n",
	},
	rows: {
		act: ({ graph }) => graph.rows(),
		line: "GET B/graph/csv",
		reply: "link,a,b\n",
		comes: [{ type: "link", parent: "a", child: "b" }],
	},
	leader: { act: ({ server }) => server.leader(), line: "GET B/leader", reply: { leader: "a:4400" }, comes: "a:4400" },
	ping: { act: ({ server }) => server.ping(), line: "GET /ping", reply: "pong\n" },
	metrics: { act: ({ server }) => server.metrics(), line: "GET /metrics", reply: metrics, comes: metrics },
};

const writes: Readonly<Record<string, Call>> = {
	"put of a scheduled job": { act: ({ jobs }) => jobs.put(job), line: "POST B/iso8601" },
	"put of a child": {
		act: ({ jobs }) => jobs.put({ name: "a", command: "x", parents: ["b"] }),
		line: "POST B/dependency",
	},
	start: { act: ({ jobs }) => jobs.start("a"), line: "PUT B/job/a" },
	"start with arguments": { act: ({ jobs }) => jobs.start("a", "-x 1+1"), line: "PUT B/job/a?arguments=-x+1%2B1" },
	"start with blanks": { act: ({ jobs }) => jobs.start("a", "  "), line: "PUT B/job/a" },
	"mark as successful": {
		act: ({ jobs }) => jobs.markSuccessful("a"),
		line: "PUT B/job/success/a",
		reply: "marked job a as successful: true",
		comes: true,
	},
	"mark of nobody": {
		act: ({ jobs }) => jobs.markSuccessful("a"),
		line: "PUT B/job/success/a",
		reply: "marked job a as successful: false",
		comes: false,
	},
	delete: { act: ({ jobs }) => jobs.delete("a#b"), line: "DELETE B/job/a%23b" },
	kill: { act: ({ tasks }) => tasks.kill("a"), line: "DELETE B/task/kill/a" },
};

const onlySince3: Readonly<Record<string, Call>> = {
	find: { act: ({ jobs }) => jobs.find("a"), line: "GET B/job/a", reply: job, comes: job },
	summaries: {
		act: ({ jobs }) => jobs.summaries(),
		line: "GET B/jobs/summary",
		reply: { jobs: [summary] },
		comes: [summary],
	},
};

const dialects = [
	["3.x", v1, { ...reads, ...onlySince3, ...writes }],
	["2.x", "/scheduler", { ...reads, ...writes }],
] as const;

describe.each(transports)("over %s", (_, openTransport) => {
	const clientOf = clientsOver(openTransport);

	describe.each(dialects)("the calls of %s", (dialect, prefix, calls) => {
		test.each(Object.entries(calls))(
			"%s goes out and comes back as the contract says",
			async (_, { act, line, reply, comes }) => {
				await using server = await startScripted(() => (reply === undefined ? { status: 204 } : { body: reply }));
				await using client = clientOf([server], { target: { dialect } });
				const result = await act(client);
				expect({ result }).toMatchObject({ result: comes });
				expect(server.lines()).toEqual([line.replace(" B", ` ${prefix}`)]);
				const [{ headers, body } = { headers: {}, body: "" }] = server.heard;
				expect(headers["content-type"]).toBe(body === "" ? undefined : "application/json");
				// Anything that asks for JSON is refused there (contract §1.8).
				const asksForJson = headers.accept?.includes("json") === true;
				expect(asksForJson && line.includes("/graph/")).toBe(false);
			},
		);

		test.each(["", ".", ".."])("the name %j is refused before anything is sent", async (name) => {
			await using server = await startScripted(() => ({ status: 204 }));
			await using client = clientOf([server], { target: { dialect } });
			const acts = [
				() => client.jobs.find(name),
				() => client.jobs.start(name),
				() => client.jobs.delete(name),
				() => client.tasks.kill(name),
				() => client.jobs.put({ ...job, name }),
			];
			for (const act of acts) {
				await expect(act()).rejects.toMatchObject({ code: "usage.invalid" });
			}
			expect(server.heard).toEqual([]);
		});
	});

	test("a job is sent as it is, without nulls", async () => {
		await using server = await startScripted(() => ({ status: 204 }));
		await using client = clientOf([server], { target: { dialect: "3.x" } });
		await client.jobs.put({ ...job, description: "zwölf €", successCount: 3, disabled: true });
		const [{ body } = { body: "" }] = server.heard;
		expect(JSON.parse(body)).toEqual({ ...job, description: "zwölf €", successCount: 3, disabled: true });
	});

	test("a job that is not there is undefined to find, and an error to act upon", async () => {
		await using server = await startScripted(() => ({ status: 400, body: missing }));
		await using client = clientOf([server], { target: { dialect: "3.x" } });
		expect(await client.jobs.find("a")).toBeUndefined();
		expect(await client.stats.ofJob("a")).toBeUndefined();
		const error = { code: "job.not-found", status: 400, message: "the server has no job a" };
		const { jobs, tasks } = client;
		for (const act of [() => jobs.start("a"), () => jobs.delete("a"), () => tasks.kill("a")]) {
			await expect(act()).rejects.toMatchObject(error);
		}
	});

	test("a search goes on until all is found", async () => {
		const all = Array.from({ length: 2500 }, (_, index) => ({ ...job, name: `job-${String(index).padStart(4, "0")}` }));
		await using server = await startScripted(({ line }) => {
			const query = new URL(line.split(" ")[1] ?? "", "http://a").searchParams;
			const offset = Number(query.get("offset"));
			return { body: all.slice(offset, offset + Number(query.get("limit"))) };
		});
		await using client = clientOf([server]);
		const names = (await client.jobs.search({ name: "job" })).map(({ name }) => name);
		expect(names).toEqual(all.map(({ name }) => name));
		expect(server.heard).toHaveLength(3);
	});

	test("a list shows each file once", async () => {
		const plain = { uri: "http://x/y", executable: false, cache: false, extract: true };
		await using server = await startScripted(() => ({ body: [{ ...job, uris: [plain.uri], fetch: [plain] }] }));
		await using client = clientOf([server]);
		expect(await client.jobs.list()).toMatchObject([{ uris: [], fetch: [plain] }]);
	});

	describe("a server of 2.x", () => {
		const old = { ...job, epsilon: "PT60S", async: false, successCount: 2, lastSuccess: "2026-01-01T00:00:00.000Z" };
		const child = { name: "b", command: "x", parents: ["a"], disabled: true };
		const script = pathsOf({
			"/scheduler/jobs": [child, old],
			"/scheduler/jobs/search": [{ ...old, name: "ab" }, old],
			"/scheduler/graph/csv": "node,a,success,running\nlink,a,b\n",
		});

		test("gives a job by a search, and only the one that was asked for", async () => {
			await using server = await startScripted(script);
			await using client = clientOf([server]);
			expect(await client.jobs.find("a")).toMatchObject({ name: "a", epsilon: "PT60S" });
			expect(await client.jobs.find("A")).toBeUndefined();
		});

		test("gives summaries by a table and a list", async () => {
			await using server = await startScripted(script);
			await using client = clientOf([server]);
			expect(await client.jobs.summaries()).toEqual([
				{ name: "a", status: "success", state: "running", schedule: job.schedule, parents: [], disabled: false },
				{ name: "b", status: "fresh", state: "idle", schedule: "", parents: ["a"], disabled: true },
			]);
		});

		test("does not tell its leader before 2.5", async () => {
			await using server = await startScripted(script);
			await using client = clientOf([server]);
			expect(await client.server.leader()).toBeUndefined();
		});

		test("says nothing when there is no such job to kill, which is found out", async () => {
			await using server = await startScripted((heard, response) =>
				heard.line.startsWith("DELETE") ? { status: 500 } : script(heard, response),
			);
			await using client = clientOf([server], { target: { dialect: "2.x" } });
			await expect(client.tasks.kill("zz")).rejects.toMatchObject({ code: "job.not-found" });
			await expect(client.tasks.kill("a")).rejects.toMatchObject({ code: "target.refused", status: 500 });
		});
	});

	describe("the dialect", () => {
		test("of 3.x is found out by the first read itself", async () => {
			await using server = await startScripted(pathsOf({ [`${v1}/jobs`]: [] }));
			await using client = clientOf([server]);
			await client.jobs.list();
			expect(await client.server.dialect()).toBe("3.x");
			expect(server.lines()).toEqual([`GET ${v1}/jobs`]);
		});

		test("of 2.x is asked for once", async () => {
			await using server = await startScripted(pathsOf({ "/scheduler/jobs": [], "/scheduler/jobs/search": [] }));
			await using client = clientOf([server]);
			await client.jobs.list();
			await client.jobs.list();
			expect(server.lines()).toEqual([
				`GET ${v1}/jobs`,
				`GET ${v1}/jobs/search?limit=1`,
				"GET /scheduler/jobs/search?limit=1",
				"GET /scheduler/jobs",
				"GET /scheduler/jobs",
			]);
		});

		test("is known before anything is written", async () => {
			await using server = await startScripted(pathsOf({ "/scheduler/jobs/search": [], "/scheduler/iso8601": "" }));
			await using client = clientOf([server]);
			await client.jobs.put(job);
			expect(server.lines().filter((line) => !line.startsWith("GET"))).toEqual(["POST /scheduler/iso8601"]);
		});

		test.each([
			[
				"a server of something else",
				{ status: 404, headers: { server: "nginx" }, body: "<title>404</title>" },
				/calls itself nginx$/,
			],
			["a page for everything", { body: "<html><title>Welcome</title></html>" }, /is a page called "Welcome"$/],
			["nothing at all", { status: 204 }, /is empty$/],
		])("of %s is none", async (_, said, message) => {
			await using server = await startScripted(() => said);
			await using client = clientOf([server]);
			await expect(client.server.dialect()).rejects.toMatchObject({
				code: "target.not-chronos",
				message: expect.stringMatching(message),
			});
			await expect(client.jobs.list()).rejects.toMatchObject({ code: "target.not-chronos" });
		});
	});

	test("a server that stumbles once is asked again, and not told twice", async () => {
		let asked = 0;
		await using server = await startScripted(() => (asked++ === 0 ? { status: 500 } : { body: [] }));
		await using client = clientOf([server], { target: { dialect: "3.x" } });
		expect(await client.jobs.list()).toEqual([]);
		asked = 0;
		await expect(client.jobs.delete("a")).rejects.toMatchObject({ status: 500 });
	});

	test("a refusal whose words got lost leads to the leader", async () => {
		await using server = await startScripted(({ line }) =>
			line.endsWith("/leader") ? { body: { leader: "leader.example.org:4400" } } : { status: 400 },
		);
		await using client = clientOf([server], { target: { dialect: "3.x" } });
		await expect(client.jobs.put(job)).rejects.toMatchObject({
			code: "target.refused",
			message: expect.stringContaining("standby"),
			hint: expect.stringContaining("http://leader.example.org:4400"),
		});
	});

	test("a job that is not there is not there behind a standby either, which says nothing", async () => {
		await using server = await startScripted(({ line }) =>
			line.includes("/search") ? { body: [{ ...job, name: "ab" }] } : { status: 400 },
		);
		await using client = clientOf([server]);
		const { jobs, tasks } = client;
		expect(await jobs.find("a")).toBeUndefined();
		await client.server.dialect();
		for (const act of [() => jobs.start("a"), () => jobs.delete("a"), () => tasks.kill("a")]) {
			await expect(act()).rejects.toMatchObject({ code: "job.not-found", status: 400 });
		}
		await expect(jobs.delete("ab")).rejects.toMatchObject({ code: "target.refused", status: 400 });
	});

	test.each([
		["a list that is none", { jobs: [] }, /a list of jobs is no list$/],
		["a list of something else", [job, 5], /job 2 of a list is no object$/],
		["a job without a name", [{ command: "x" }], /job 1 of a list has no `name`$/],
		["a list that breaks off", `[${JSON.stringify(job)},`, /is broken off or garbled, \d+ characters long$/],
	])("%s is not taken for one", async (_, body, message) => {
		await using server = await startScripted(() => ({ body }));
		await using client = clientOf([server], { target: { dialect: "3.x" } });
		await expect(client.jobs.list()).rejects.toMatchObject({
			code: "target.not-chronos",
			message: expect.stringMatching(message),
		});
	});

	test("a summary with a wrong field names it", async () => {
		const broken = { jobs: [summary, { ...summary, parents: "a" }] };
		await using server = await startScripted(() => ({ body: broken }));
		await using client = clientOf([server], { target: { dialect: "3.x" } });
		await expect(client.jobs.summaries()).rejects.toThrow(/has a wrong `parents` in job 2$/);
	});
});

test("a reader has nothing that could change a server", () => {
	const target = { name: "test", urls: ["http://127.0.0.1:1"] };
	const options = { transport: nodeTransport({ http, https }), clock };
	const namesOf = (client: object) =>
		Object.entries(client).flatMap(([name, part]) =>
			name === "target" ? [] : Object.keys(part as object).map((call) => `${name}.${call}`),
		);
	const readOnly = namesOf(createReader(target, options));
	expect(readOnly).toContain("jobs.list");
	expect(namesOf(createClient(target, options)).filter((name) => !readOnly.includes(name))).toEqual([
		"jobs.put",
		"jobs.start",
		"jobs.markSuccessful",
		"jobs.delete",
		"tasks.kill",
	]);
});
