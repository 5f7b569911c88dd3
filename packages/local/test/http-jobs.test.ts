import { describe, expect, it } from "vitest";
import { jsonBody, later, openStage, type Stage } from "./http.samples.ts";

const api = "/v1/scheduler";
const post = (job: unknown) => ({ headers: jsonBody, body: typeof job === "string" ? job : JSON.stringify(job) });
const faithful = { settings: { rules: { faithful: true } } };
const illegal = "java.lang.IllegalArgumentException: requirement failed:";

async function withHello(): Promise<Stage> {
	const stage = await openStage();
	await stage.put({ name: "hello", command: "echo hi", schedule: later });
	return stage;
}

function messageOf({ body }: { readonly body: string }): string {
	return String(JSON.parse(body).message);
}

describe("jobs that cannot be taken", () => {
	const start = "R/2030-01-01T00:00:00Z/P1D";
	it.each([
		[
			"a bad name",
			"iso8601",
			{ name: "a b", schedule: start },
			400,
			`${illegal} the job's name is invalid. Allowed names: '([\\w\\.-]+)'`,
		],
		["no name", "iso8601", { schedule: start }, 400, "name: is missing"],
		[
			"an unreadable schedule",
			"iso8601",
			{ name: "a", schedule: "R-1//P1D" },
			400,
			"Cannot parse schedule 'R-1//P1D' (wtf bro)",
		],
		[
			"a start before 1970",
			"iso8601",
			{ name: "a", schedule: "R/1960-01-01T00:00:00+02:00/P1D" },
			400,
			"Scheduled start date '1960-01-01T00:00:00.000+02:00' is before 1970!",
		],
		[
			"both ways to fetch",
			"iso8601",
			{ name: "a", schedule: start, uris: ["x"], fetch: [{ uri: "x" }] },
			400,
			"Tried to add both uri (deprecated) and fetch parameters on a",
		],
		[
			"a period of nothing",
			"iso8601",
			{ name: "a", schedule: "R//PT0S" },
			400,
			"schedule: the period of 'R//PT0S' is shorter than a second",
		],
		[
			"an unknown zone",
			"iso8601",
			{ name: "a", schedule: start, scheduleTimeZone: "Mars/Base" },
			400,
			"scheduleTimeZone: 'Mars/Base' is not a time zone",
		],
		[
			"a line break",
			"iso8601",
			{ name: "a", schedule: start, arguments: ["b\nc"] },
			400,
			"arguments: there is a line break in them",
		],
		[
			"parents",
			"iso8601",
			{ name: "a", parents: ["hello"] },
			400,
			"parents: a job with parents is sent to dependency, not to iso8601",
		],
		[
			"no parents",
			"dependency",
			{ name: "a", schedule: start },
			400,
			"parents: a job without parents is sent to iso8601, not to dependency",
		],
		[
			"an empty list of parents",
			"dependency",
			{ name: "a", parents: [] },
			400,
			"java.lang.Exception: Error, parent does not exist",
		],
		[
			"missing parents",
			"dependency",
			{ name: "a", parents: ["x", "hello"] },
			400,
			`${illegal} JobSchedule a does not have all parents defined!\nparents: there is no x`,
		],
		[
			"itself as a parent",
			"dependency",
			{ name: "a", parents: ["a"] },
			400,
			"java.lang.IllegalArgumentException: loops not allowed",
		],
		[
			"itself and a missing one",
			"dependency",
			{ name: "child", parents: ["child", "x"] },
			400,
			`${illegal} JobSchedule child does not have all parents defined!\nparents: there is no x`,
		],
		[
			"a cycle",
			"dependency",
			{ name: "hello", parents: ["child"] },
			400,
			"org.jgrapht.experimental.dag.DirectedAcyclicGraph$CycleFoundException\nparents: hello -> child -> hello",
		],
		["no object", "iso8601", [], 400, "the body is a list, not a job"],
		["nothing", "iso8601", "", 400, "the body is empty"],
		["no JSON", "iso8601", '{"name":\n  oops}', 400, "malformed JSON at 2:3: expected a value"],
	])("%s", async (...[, path, job, status, message]) => {
		await using stage = await withHello();
		await stage.put({ name: "child", parents: ["hello"] });
		const answer = await stage.ask("POST", `${api}/${path}`, post(job));
		expect({ status: answer.status, message: messageOf(answer) }).toEqual({ status, message });
		expect(JSON.parse(answer.body).status).toBe("Bad Request");
		expect(await jobNames(stage)).toEqual(["child", "hello"]);
	});

	it.each([
		["no name", "iso8601", { schedule: start }, 500, "java.lang.NullPointerException"],
		[
			"an unknown word",
			"iso8601",
			{ name: "a", container: { image: "i", type: "x" } },
			500,
			"java.util.NoSuchElementException: No value found for 'x'",
		],
		[
			"the wrong endpoint",
			"iso8601",
			{ name: "a", parents: ["b"] },
			500,
			"java.lang.IllegalArgumentException: argument type mismatch",
		],
		["no object", "iso8601", "5", 500, "java.lang.NullPointerException"],
		[
			"half an object",
			"iso8601",
			"{",
			500,
			"javax.servlet.ServletException: com.fasterxml.jackson.core.JsonParseException",
		],
	])("a faithful server shows a page for %s", async (...[, path, job, status, reason]) => {
		await using stage = await openStage(faithful);
		const answer = await stage.ask("POST", `${api}/${path}`, post(job));
		expect(answer).toMatchObject({ status, headers: { connection: "close" } });
		expect(answer.body).toContain(`<pre>    ${reason}`);
	});

	it("a faithful server answers nothing with a trace", async () => {
		await using stage = await openStage(faithful);
		const empty = await stage.ask("POST", `${api}/iso8601`, post(""));
		expect([empty.status, messageOf(empty).split("\n")[0]]).toEqual([500, "java.lang.NullPointerException"]);
		const orphan = await stage.ask("POST", `${api}/dependency`, post({ name: "a", parents: [] }));
		expect([orphan.status, messageOf(orphan).split("\n\t")[0]]).toEqual([
			500,
			"java.lang.Exception: Error, parent does not exist",
		]);
	});

	it("are not asked for their name, start or files once they are known", async () => {
		await using stage = await withHello();
		await stage.put({
			name: "hello",
			schedule: "R/1960-01-01T00:00:00Z/P1D",
			disabled: true,
			uris: ["x"],
			fetch: [{ uri: "y" }],
		});
		expect(JSON.parse((await stage.ask("GET", `${api}/job/hello`)).body)).toMatchObject({ uris: ["x"] });
	});
});

async function jobNames({ ask }: Stage): Promise<readonly string[]> {
	const jobs: readonly { readonly name: string }[] = JSON.parse((await ask("GET", `${api}/jobs`)).body);
	return jobs.map(({ name }) => name);
}

describe("jobs that are taken", () => {
	it("run once, now, when they say nothing else", async () => {
		await using stage = await openStage({ script: { now: { afterMs: 1000 } } });
		await stage.put({ name: "now", command: "date" });
		await stage.clock.advance(10);
		const { body } = await stage.ask("GET", `${api}/jobs/summary`);
		expect(body).toContain('"state":"1 running","schedule":"R0/2026-11-22T09:00:00.000Z/PT24H"');
	});

	it("tell with a warning that this machine will never run them", async () => {
		await using stage = await openStage();
		const answer = await stage.ask("POST", `${api}/iso8601`, post({ name: "big", cpus: 64, schedule: later }));
		expect(answer.status).toBe(204);
		expect(answer.headers["warning"]).toBe(
			'299 chronos-job "It needs 64 CPUs, and this machine has 8: it stays queued."',
		);
	});

	it("tell with a warning what keeps every attempt from being launched", async () => {
		await using stage = await openStage({ obstacle: 'the custom executor "x" needs Mesos' });
		const answer = await stage.ask("POST", `${api}/iso8601`, post({ name: "a", schedule: later }));
		expect([answer.status, answer.headers["warning"]]).toEqual([
			204,
			"299 chronos-job \"It cannot be launched here: the custom executor 'x' needs Mesos.\"",
		]);
	});

	it("are written without a number that JSON does not have", async () => {
		await using stage = await openStage();
		const body = '{"name":"a","cpus":1e400,"mem":1e400,"retries":1e400,"maxCompletionTime":1e400,"successCount":1e400}';
		expect((await stage.ask("POST", `${api}/iso8601`, post(body))).status).toBe(204);
		const answer = await stage.ask("GET", `${api}/job/a`);
		expect(JSON.parse(answer.body)).toMatchObject({ cpus: Number.MAX_VALUE, retries: 2_147_483_647 });
		expect(answer.body).toContain('"cpus":1.7976931348623157E308,');
		expect(answer.body).not.toMatch(/null|NaN|Infinity/);
	});

	it("run with a time limit that nobody lives to see", async () => {
		await using stage = await openStage({ script: { a: { afterMs: 1000 } } });
		await stage.put({ name: "a", schedule: later, maxCompletionTime: Number.MAX_VALUE });
		await stage.ask("PUT", `${api}/job/a`);
		await stage.clock.advance(1010);
		expect((await stage.ask("GET", "/local/v1/jobs/a/runs")).body).toContain('"deadlineAt":"+');
		expect(JSON.parse((await stage.ask("GET", `${api}/job/a`)).body).successCount).toBe(1);
	});

	it("lose their counters in an update, unless somebody asks for them", async () => {
		await using stage = await openStage();
		const counted = { name: "a", schedule: later, successCount: 5 };
		const read = async () => JSON.parse((await stage.ask("GET", `${api}/job/a`)).body).successCount;
		await stage.put(counted);
		expect(await read()).toBe(5);
		await stage.ask("POST", `${api}/iso8601?counters=keep`, post({ name: "a", schedule: later }));
		expect(await read()).toBe(5);
		await stage.put({ name: "a", schedule: later });
		expect(await read()).toBe(0);
	});

	it("show their GPUs as the build has it", async () => {
		const shown = await Promise.all(
			(["always", "when set", "never"] as const).map(async (gpus) => {
				await using stage = await openStage({ facts: { gpus } });
				await stage.put({ name: "a", schedule: later });
				await stage.put({ name: "b", schedule: later, gpus: 1 });
				const [a, b] = JSON.parse((await stage.ask("GET", `${api}/jobs`)).body);
				return [a.gpus, b.gpus];
			}),
		);
		expect(shown).toEqual([
			[0, 1],
			[undefined, 1],
			[undefined, undefined],
		]);
	});
});

describe("search", () => {
	const jobs = [
		{ name: "Alpha", command: "run one" },
		{ name: "beta", command: "run TWO" },
		{ name: "gamma", command: "alpha two" },
	];
	it.each([
		["", ["Alpha", "beta", "gamma"]],
		["name=ALPHA", ["Alpha"]],
		["command=two", ["beta", "gamma"]],
		["name=a&command=two", ["beta", "gamma"]],
		["any=zzz", ["Alpha", "beta", "gamma"]],
		["name=zzz&any=alpha", ["Alpha", "gamma"]],
		["limit=1", ["Alpha"]],
		["limit=1&offset=1", ["beta"]],
		["offset=-1&limit=2", ["Alpha"]],
		["limit=0", []],
		["limit=-5", []],
		["limit=", ["Alpha", "beta", "gamma"]],
	])("by ?%s finds %o", async (query, names) => {
		await using stage = await openStage();
		for (const job of jobs) await stage.put({ ...job, schedule: later });
		const { body } = await stage.ask("GET", `${api}/jobs/search?${query}`);
		expect(JSON.parse(body).map(({ name }: { name: string }) => name)).toEqual(names);
	});

	it("shows ten unless told otherwise, in the order of creation", async () => {
		await using stage = await openStage();
		const names = Array.from({ length: 12 }, (_, index) => `job-${20 - index}`);
		for (const name of names) await stage.put({ name, schedule: later });
		const { body } = await stage.ask("GET", `${api}/jobs/search`);
		expect(JSON.parse(body).map(({ name }: { name: string }) => name)).toEqual(names.slice(0, 10));
	});
});

describe("the calls that act", () => {
	it("say that there is no such job", async () => {
		await using stage = await openStage();
		const said = await Promise.all(
			(
				[
					["GET", "job/x"],
					["PUT", "job/x"],
					["GET", "job/stat/x"],
					["DELETE", "job/x"],
					["DELETE", "task/kill/x"],
				] as const
			).map(async ([method, path]) => {
				const answer = await stage.ask(method, `${api}/${path}`);
				return [answer.status, messageOf(answer)];
			}),
		);
		expect(said).toEqual([
			[400, `${illegal} Job 'x' not found`],
			[400, `${illegal} Job 'x' not found`],
			[400, `${illegal} Job 'x' not found`],
			[400, `${illegal} JobSchedule 'x' not found`],
			[400, `${illegal} JobSchedule 'x' not found`],
		]);
		expect(await stage.ask("PUT", `${api}/job/success/x`)).toMatchObject({
			status: 200,
			body: "marked job x as successful: false",
		});
	});

	it("start with arguments of their own", async () => {
		await using stage = await openStage({ script: { hello: { afterMs: 1000 } } });
		await stage.put({ name: "hello", schedule: later, arguments: ["own"] });
		await stage.ask("PUT", `${api}/job/hello?arguments=a+b%3B&arguments=c`);
		const [attempt] = stage.server.engine.history.listRuns({ limit: 1 })[0]?.attempts ?? [];
		expect(attempt?.taskId).toBe("ct:1795251600000:0:hello:a b");
	});

	it.each([
		["no such job", "x", "ct:1:0:x:", { numAdditionalElementsProcessed: 1 }, `${illegal} JobSchedule 'x' not found`],
		["no task id", "etl", "nope", { numAdditionalElementsProcessed: 1 }, `${illegal} Invalid task id format nope`],
		[
			"no data job",
			"plain",
			"ct:1:0:plain:",
			{ numAdditionalElementsProcessed: 1 },
			`${illegal} JobSchedule 'plain' is not enabled to track data`,
		],
		[
			"less than nothing",
			"etl",
			"ct:1:0:etl:",
			{ numAdditionalElementsProcessed: -1 },
			`${illegal} numAdditionalElementsProcessed (-1) is not positive`,
		],
		["an unknown field", "etl", "ct:1:0:etl:", { count: 1 }, "count: is not a field of a progress"],
		[
			"no number",
			"etl",
			"ct:1:0:etl:",
			{ numAdditionalElementsProcessed: "1" },
			"numAdditionalElementsProcessed: is not a whole number",
		],
	])("refuse progress of %s", async (...[, name, taskId, body, message]) => {
		await using stage = await openStage();
		await stage.put({ name: "etl", schedule: later, dataProcessingJobType: true });
		await stage.put({ name: "plain", schedule: later });
		const answer = await stage.ask(
			"POST",
			`${api}/job/${name}/task/${encodeURIComponent(taskId)}/progress`,
			post(body),
		);
		expect([answer.status, messageOf(answer)]).toEqual([400, message]);
	});

	it("take progress of nothing", async () => {
		await using stage = await openStage();
		await stage.put({ name: "etl", schedule: later, dataProcessingJobType: true });
		const path = `${api}/job/etl/task/ct%3A1%3A0%3Aetl%3A/progress`;
		expect((await stage.ask("POST", path, post("{}"))).status).toBe(204);
	});
});

describe("numbers", () => {
	it("are those of the runs", async () => {
		await using stage = await openStage({ script: { slow: { afterMs: 1500 } } });
		await stage.put({ name: "slow", schedule: later });
		await stage.put({ name: "never", schedule: later });
		await stage.ask("PUT", `${api}/job/slow`);
		await stage.clock.advance(2000);
		expect((await stage.ask("GET", `${api}/stats/99thPercentile`)).body).toBe(
			'[{"jobNameLabel":"slow","time":1.5},{"jobNameLabel":"never","time":0.0}]',
		);
		expect((await stage.ask("GET", `${api}/job/stat/slow`)).body).toContain('"median":1500.0,"mean":1500.0,"count":1}');
		const metrics = JSON.parse((await stage.ask("GET", "/metrics")).body);
		expect(Object.keys(metrics)).toEqual(["version", "gauges", "counters", "histograms", "meters", "timers"]);
		expect(metrics.counters).toEqual({ "jobs.run.failure.slow": { count: 0 }, "jobs.run.success.slow": { count: 1 } });
		expect(metrics.histograms["jobs.run.time.slow"]).toMatchObject({ count: 1, max: 1500, p999: 1500, stddev: 0 });
	});

	it("tell how many wait", async () => {
		await using stage = await openStage();
		await stage.put({ name: "a", cpus: 1000 });
		await stage.put({ name: "b", cpus: 1000, highPriority: true });
		await stage.put({ name: "c", cpus: 1000, highPriority: true });
		await stage.clock.advance(10);
		const { gauges } = JSON.parse((await stage.ask("GET", "/metrics?pretty=true")).body);
		expect(Object.values(gauges)).toEqual([{ value: 2 }, { value: 1 }]);
	});

	it("draw the graph in the order of creation", async () => {
		await using stage = await openStage();
		await stage.put({ name: "z", schedule: later });
		await stage.put({ name: "a", parents: ["z"] });
		expect((await stage.ask("GET", `${api}/graph/dot`)).body).toBe(
			'digraph G {\n  1 [ label="z" ];\n  2 [ label="a" ];\n  1 -> 2;\n}\n',
		);
	});

	it("of an empty server are empty", async () => {
		await using stage = await openStage();
		expect((await stage.ask("GET", `${api}/graph/csv`)).body).toBe("");
		expect((await stage.ask("GET", `${api}/graph/dot`)).body).toBe("digraph G {\n}\n");
		expect((await stage.ask("GET", `${api}/jobs/summary`)).body).toBe('{"jobs":[]}');
	});
});

describe("a time that cannot be read", () => {
	const poison = { name: "p", schedule: later, lastSuccess: "yesterday", lastError: "2026-01-01T00:00:00.000Z" };

	it("is no success", async () => {
		await using stage = await openStage();
		await stage.put(poison);
		expect((await stage.ask("GET", `${api}/jobs/summary`)).body).toContain('"status":"failure"');
	});

	it("fails the summary of a faithful server", async () => {
		await using stage = await openStage(faithful);
		await stage.put(poison);
		const answer = await stage.ask("GET", `${api}/jobs/summary`);
		expect([answer.status, messageOf(answer).split("\n")[0]]).toEqual([
			400,
			'java.lang.IllegalArgumentException: Invalid format: "yesterday"',
		]);
		expect(await stage.ask("GET", `${api}/graph/csv`)).toMatchObject({ status: 500, body: "" });
	});
});
