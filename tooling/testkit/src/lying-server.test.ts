import { describe, expect, test } from "vitest";
import { type LyingServerOptions, startLyingServer } from "./lying-server.ts";
import { type Lie, type LieName, lieNames } from "./lying-server/lies.ts";

const now = Date.UTC(2026, 10, 21, 9);
const coming = { name: "nightly", command: "make", schedule: "R/2030-01-01T00:00:00Z/P1D" };
const child = { name: "report", command: "cat", parents: ["nightly"] };

async function start(options: LyingServerOptions = {}) {
	const server = await startLyingServer({ now: () => now, ...options });
	async function ask(path: string, init: RequestInit = {}) {
		const reply = await fetch(`${server.url}${path}`, { redirect: "manual", ...init });
		return { status: reply.status, headers: reply.headers, body: await reply.text() };
	}
	const submit = (job: object, kind = "iso8601", prefix = "/v1/scheduler") =>
		ask(`${prefix}/${kind}`, {
			method: "POST",
			body: JSON.stringify(job),
			headers: { "Content-Type": "application/json" },
		});
	const list = async () => JSON.parse((await ask("/v1/scheduler/jobs")).body) as readonly { readonly name: string }[];
	return { server, ask, submit, list, [Symbol.asyncDispose]: () => server.close() };
}

describe("an honest server", () => {
	test("keeps a job with every field in its order", async () => {
		await using chronos = await start();
		expect((await chronos.submit(coming)).status).toBe(204);
		expect((await chronos.ask("/v1/scheduler/job/nightly")).body).toBe(
			'{"name":"nightly","command":"make","shell":true,"executor":"","executorFlags":"","taskInfoData":"","retries":2,"owner":"","ownerName":"","description":"","successCount":0,"errorCount":0,"lastSuccess":"","lastError":"","cpus":0.1,"disk":256.0,"mem":128.0,"disabled":false,"softError":false,"dataProcessingJobType":false,"errorsSinceLastSuccess":0,"fetch":[],"uris":[],"environmentVariables":[],"arguments":[],"highPriority":false,"runAsUser":"root","concurrent":false,"maxCompletionTime":0,"constraints":[],"schedule":"R/2030-01-01T00:00:00Z/P1D","scheduleTimeZone":""}',
		);
	});

	test.each([
		[
			"a job that is not there",
			"/v1/scheduler/job/x",
			{},
			400,
			/"message":"java\.lang\.IllegalArgumentException: requirement failed: Job 'x' not found\\n\\tat /,
		],
		["an unknown resource", "/v1/scheduler/nope", {}, 404, /^$/],
		["a wrong method", "/v1/scheduler/jobs", { method: "DELETE" }, 405, /^$/],
		["a content type on a read", "/v1/scheduler/jobs", { headers: { "Content-Type": "text/plain" } }, 415, /^$/],
		["JSON asked of a graph", "/v1/scheduler/graph/csv", { headers: { Accept: "application/json" } }, 406, /^$/],
		["a bad limit", "/v1/scheduler/jobs/search?limit=abc", {}, 404, /^$/],
		["a path outside", "/leader", {}, 404, /<pre> {4}Not Found<\/pre>/],
		[
			"a success of nobody",
			"/v1/scheduler/job/success/x",
			{ method: "PUT" },
			200,
			/^marked job x as successful: false$/,
		],
		["its health", "/ping", {}, 200, /^pong\n$/],
	])("answers %s as Chronos does", async (...[, path, init, status, body]) => {
		await using chronos = await start();
		const reply = await chronos.ask(path, init);
		expect(reply).toMatchObject({ status, body: expect.stringMatching(body) as string });
	});

	test.each([
		["a bad schedule", "iso8601", { name: "x", schedule: "daily" }, 400, "Cannot parse schedule 'daily' (wtf bro)"],
		["a bad name", "iso8601", { name: "my job", schedule: "R//P1D" }, 400, "the job's name is invalid"],
		["parents at the wrong place", "iso8601", child, 500, "argument type mismatch"],
		["no name", "iso8601", { command: "x" }, 500, "java.lang.NullPointerException"],
		["no parents", "dependency", { name: "x", parents: [] }, 500, "java.lang.Exception: Error, parent does not exist"],
		["its own parent", "dependency", { ...child, name: "nightly" }, 400, "loops not allowed"],
	])("refuses %s", async (...[, kind, job, status, text]) => {
		await using chronos = await start({ jobs: [coming] });
		const reply = await chronos.submit(job, kind);
		expect(reply.status).toBe(status);
		expect(reply.body).toContain(text);
	});

	test("takes a child of nobody and shows it once the parent is there", async () => {
		await using chronos = await start();
		expect((await chronos.submit(child, "dependency")).status).toBe(204);
		expect(await chronos.list()).toEqual([]);
		await chronos.submit(coming);
		expect((await chronos.list()).map(({ name }) => name).toSorted()).toEqual(["nightly", "report"]);
	});

	test("drops what its build does not know and constraints that nobody knows", async () => {
		await using chronos = await start({ build: "3.0.2" });
		await chronos.submit({ ...coming, gpus: 1, maxCompletionTime: 5, cpus: 0, constraints: [["a", "UNIQUE", ""]] });
		const job = chronos.server.job("nightly");
		expect(job).toMatchObject({ cpus: 0.1, constraints: [] });
		expect(job).not.toHaveProperty("gpus");
		expect(job).not.toHaveProperty("maxCompletionTime");
	});

	test("rewrites the children of what had a schedule", async () => {
		await using chronos = await start({ jobs: [coming, { ...child, ownerName: "me", runAsUser: "me" }] });
		expect((await chronos.ask("/v1/scheduler/job/nightly", { method: "DELETE" })).status).toBe(204);
		expect(chronos.server.job("report")).toMatchObject({ schedule: coming.schedule, ownerName: "", runAsUser: "" });
	});

	test("runs a job as it is driven", async () => {
		await using chronos = await start();
		chronos.server.play("once", ["queued", "1 running", "success"]);
		await chronos.submit({ name: "once", command: "date", schedule: "R1//P1Y" });
		const states: string[] = [];
		for (let look = 0; look < 3; look++) {
			const { jobs } = JSON.parse((await chronos.ask("/v1/scheduler/jobs/summary")).body);
			states.push(`${jobs[0].state} ${jobs[0].status}`);
		}
		expect(states).toEqual(["queued fresh", "1 running fresh", "idle success"]);
		expect(chronos.server.job("once")).toMatchObject({
			successCount: 1,
			lastSuccess: "2026-11-21T09:00:00.000Z",
			disabled: true,
			schedule: "R0/2027-11-21T08:59:59.000Z/P1Y",
		});
	});

	test("asks for credentials", async () => {
		await using chronos = await start({ credentials: { user: "ada", password: "s3cret" } });
		const reply = await chronos.ask("/v1/scheduler/jobs");
		expect(reply.status).toBe(401);
		expect(reply.headers.get("www-authenticate")).toBe('basic realm="Mesosphere"');
		expect(reply.headers.has("access-control-allow-origin")).toBe(false);
		const right = { headers: { Authorization: `Basic ${btoa("ada:s3cret")}` } };
		expect((await chronos.ask("/v1/scheduler/jobs", right)).status).toBe(200);
	});

	test("remembers what it heard", async () => {
		await using chronos = await start();
		await chronos.submit(coming);
		await chronos.list();
		expect(chronos.server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
			"POST /v1/scheduler/iso8601",
			"GET /v1/scheduler/jobs",
		]);
		expect(chronos.server.writes.map(({ body }) => JSON.parse(body))).toEqual([coming]);
	});
});

describe("a server of the second generation", () => {
	test.each([
		["GET", "job/nightly", 405, ""],
		["GET", "jobs/summary", 404, ""],
		["DELETE", "job/x", 400, "requirement failed: Job 'x' not found"],
		["GET", "graph/csv", 200, "node,nightly,fresh,running\n"],
		["DELETE", "task/kill/x", 500, ""],
	])("answers %s %s with %i", async (...[method, path, status, body]) => {
		await using chronos = await start({ dialect: "2.x", jobs: [coming] });
		chronos.server.launch("nightly");
		expect(await chronos.ask(`/scheduler/${path}`, { method })).toMatchObject({ status, body });
	});

	test.each([
		[
			"a child of nobody",
			"dependency",
			{ name: "x", parents: ["y"] },
			"requirement failed: Job x does not have all parents defined!",
		],
		["a bad schedule", "iso8601", { name: "x", schedule: "daily" }, ""],
	])("refuses %s in its own words", async (...[, kind, job, body]) => {
		await using chronos = await start({ dialect: "2.x" });
		expect(await chronos.submit(job, kind, "/scheduler")).toMatchObject({ status: 400, body });
	});
});

describe("a lie", () => {
	interface Told {
		readonly lie: Lie | LieName;
		/** What the submit of a job answers that was there with five successes. */
		readonly status: number | "no answer";
		/** What is stored afterwards. */
		readonly stored: object;
	}
	const before = { ...coming, successCount: 5 };
	const after = { ...before, command: "make all" };

	test.each<Told>([
		{ lie: "dropped-but-204", status: 204, stored: before },
		{ lie: "stored-but-500", status: 500, stored: after },
		{ lie: "stored-but-reset", status: "no answer", stored: after },
		{ lie: "html-500", status: 500, stored: before },
		{ lie: "wiped-counters", status: 204, stored: { ...after, successCount: 0 } },
		{ lie: "altered-field", status: 204, stored: { ...after, runAsUser: "nobody" } },
		{ lie: { name: "altered-field", patch: { mem: 1 } }, status: 204, stored: { ...after, mem: 1 } },
		{ lie: { name: "dropped-but-204", job: "other" }, status: 204, stored: after },
		{ lie: "unauthorized", status: 401, stored: before },
		{ lie: "not-chronos", status: 404, stored: before },
		{ lie: { name: "not-chronos", status: 200 }, status: 200, stored: before },
		{ lie: "redirect", status: 307, stored: before },
	])("$lie answers $status", async ({ lie, status, stored }) => {
		await using chronos = await start({ jobs: [before], lies: [lie] });
		const answer = chronos.submit(after).then((reply) => reply.status);
		expect(await answer.catch(() => "no answer")).toBe(status);
		expect(chronos.server.job("nightly")).toMatchObject(stored);
	});

	test("about a new job hides it for ever, or until the loop wakes", async () => {
		await using chronos = await start({ lies: [{ name: "ghost-job", job: "nightly" }, "sleeping-loop"] });
		await chronos.submit(coming);
		await chronos.submit({ ...coming, name: "late" });
		expect(await chronos.list()).toEqual([]);
		chronos.server.wake();
		expect((await chronos.list()).map(({ name }) => name)).toEqual(["late"]);
	});

	test("about what was just written is over after a read", async () => {
		await using chronos = await start({ lies: ["stale-read"] });
		await chronos.submit(coming);
		expect(await chronos.list()).toHaveLength(0);
		expect(await chronos.list()).toHaveLength(1);
	});

	test("about what all do is told once", async () => {
		await using chronos = await start({ lies: ["summary-500"] });
		expect((await chronos.ask("/v1/scheduler/jobs/summary")).body).toContain(
			"java.util.NoSuchElementException: None.get",
		);
		expect((await chronos.ask("/v1/scheduler/jobs/summary")).body).toBe('{"jobs":[]}');
	});

	test("of a standby loses the bodies of refusals", async () => {
		await using chronos = await start({ lies: ["proxied-400"] });
		expect(await chronos.ask("/v1/scheduler/job/x")).toMatchObject({ status: 400, body: "" });
		chronos.server.stop();
		chronos.server.tell("proxied-400-truncated");
		await expect(chronos.ask("/v1/scheduler/job/x")).rejects.toThrow("terminated");
	});

	test("about the last run makes it the first of infinitely many", async () => {
		await using chronos = await start({ jobs: [{ name: "once", schedule: "R1//P1Y" }], lies: ["r0-to-r"] });
		chronos.server.launch("once");
		chronos.server.finish("once", "failure");
		expect(chronos.server.job("once")).toMatchObject({
			schedule: "R/2027-11-21T08:59:59.000Z/P1Y",
			errorCount: 1,
			disabled: false,
		});
	});

	test("of any kind can be stopped, and then all is honest again", async () => {
		await using chronos = await start({ jobs: [coming] });
		for (const name of Object.keys(lieNames) as LieName[]) chronos.server.tell(name);
		chronos.server.stop("not-chronos");
		expect((await chronos.ask("/v1/scheduler/jobs")).status).toBe(307);
		chronos.server.stop();
		expect((await chronos.list()).map(({ name }) => name)).toEqual(["nightly"]);
	});

	test("by somebody else comes between two reads", async () => {
		const patch = { name: "nightly", command: "make clean" };
		await using chronos = await start({ jobs: [coming], lies: [{ name: "meddler", patch }] });
		expect(await chronos.list()).toMatchObject([{ command: "make" }]);
		expect(await chronos.list()).toMatchObject([{ command: "make clean" }]);
	});

	test("about types keeps the names", async () => {
		await using chronos = await start({ jobs: [coming], lies: ["wrong-types"] });
		expect(await chronos.list()).toMatchObject([{ name: 7, cpus: "0.1", disabled: [false] }]);
	});

	test("about the way leads elsewhere and back", async () => {
		await using chronos = await start({ jobs: [coming], lies: ["redirect"] });
		const reply = await chronos.ask("/v1/scheduler/jobs");
		expect(reply.headers.get("location")).toBe("/elsewhere/v1/scheduler/jobs");
		expect((await chronos.ask("/elsewhere/v1/scheduler/jobs")).status).toBe(200);
	});
});
