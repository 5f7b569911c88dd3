import { link, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { deviations, type Sandbox } from "../src/index.ts";
import { jsonBody, later, openStage, type Stage, type StageOptions, textOf } from "./http.samples.ts";

const api = "/local/v1";
/** A number that is a time. */
const epochMs = /":\d{13}\b/;
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

interface Play extends AsyncDisposable {
	readonly stage: Stage;
	/** Of the first attempt of the job `a`. */
	readonly sandbox: Sandbox;
	readonly attempts: string;
}

/** A job that has run once, with a log and files. */
async function playOnce(options: StageOptions = {}): Promise<Play> {
	const home = tempDir();
	const stage = await openStage({ sandboxRoot: home.path, ...options });
	await stage.put({ name: "a", schedule: later });
	await stage.ask("PUT", "/v1/scheduler/job/a");
	await stage.clock.advance(1);
	const [record] = stage.server.engine.history.listRuns({ limit: 1 });
	const [attempt] = record?.attempts ?? [];
	if (record === undefined || attempt === undefined) throw new Error("nothing has run");
	const sandbox = stage.server.engine.sandboxOf(attempt);
	await mkdir(sandbox.workDirectory, { recursive: true });
	await writeFile(sandbox.stdoutFile, "one\ntwo\nthree\n");
	const close = async () => {
		await stage[Symbol.asyncDispose]();
		home[Symbol.dispose]();
	};
	return { stage, sandbox, attempts: `${api}/runs/${record.run.id}/attempts`, [Symbol.asyncDispose]: close };
}

async function write(sandbox: Sandbox, path: string, text: string): Promise<void> {
	const file = join(sandbox.workDirectory, path);
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, text);
}

describe("the description of the surface", () => {
	it("is true of every JSON that is answered", async () => {
		await using play = await playOnce({ script: { a: { exitCode: 1 } } });
		const { ask, put } = play.stage;
		await put({ name: "big", cpus: 1000 });
		await play.stage.clock.advance(10);
		const openApi = JSON.parse((await ask("GET", `${api}/openapi.json`)).body);
		const ajv = new Ajv2020({ strict: false, formats: { "date-time": isoTime } });
		ajv.addSchema({ $id: "api", components: openApi.components });
		const taskId = encodeURIComponent(
			JSON.parse((await ask("GET", `${api}/runs`)).body).runs.at(-1).attempts[0].taskId,
		);
		const asked: Readonly<Record<string, string>> = {
			[api]: api,
			[`${api}/openapi.json`]: `${api}/openapi.json`,
			[`${api}/runs`]: `${api}/runs?limit=1`,
			[`${api}/runs/{id}`]: dirname(play.attempts),
			[`${api}/jobs/{name}/runs`]: `${api}/jobs/a/runs`,
			[`${api}/jobs/{name}/why`]: `${api}/jobs/big/why`,
			[`${api}/attempts/{taskId}`]: `${api}/attempts/${taskId}`,
			[`${api}/runs/{id}/attempts/{number}/files`]: `${play.attempts}/0/files`,
			[`${api}/capacity`]: `${api}/capacity`,
		};
		const described = Object.entries<{
			get: { responses: Record<number, { content: Record<string, { schema: { $ref: string } }> }> };
		}>(openApi.paths);
		const json = described.filter(([, { get }]) => get.responses[200]?.content["application/json"] !== undefined);
		expect(json.map(([path]) => path).toSorted()).toEqual(Object.keys(asked).toSorted());
		for (const [path, { get }] of json) {
			const answer = await ask("GET", asked[path] ?? "");
			expect(answer.status).toBe(200);
			const validate = ajv.compile({ $ref: `api${get.responses[200]?.content["application/json"]?.schema.$ref}` });
			expect([path, validate(JSON.parse(answer.body)), validate.errors]).toEqual([path, true, null]);
			const told = JSON.parse(answer.body);
			const schema = get.responses[200]?.content["application/json"]?.schema ?? {};
			expect(JSON.stringify(told)).toBe(JSON.stringify(inOrder(told, schema, openApi.components.schemas)));
			expect(answer.body).not.toMatch(epochMs);
		}
	});
});

/** With the fields that are described, in the order of the description. */
function inOrder(value: unknown, schema: Schema, schemas: Readonly<Record<string, Schema>>): unknown {
	const { $ref, items, properties, additionalProperties } = schema;
	if ($ref !== undefined) return inOrder(value, schemas[$ref.split("/").at(-1) ?? ""] ?? {}, schemas);
	if (Array.isArray(value)) return value.map((item) => inOrder(item, items ?? {}, schemas));
	if (properties === undefined || additionalProperties !== undefined) return value;
	const fields = value as Readonly<Record<string, unknown>>;
	const told = Object.entries(properties).filter(([name]) => fields[name] !== undefined);
	return Object.fromEntries(told.map(([name, field]) => [name, inOrder(fields[name], field, schemas)]));
}

interface Schema {
	readonly $ref?: string;
	readonly items?: Schema;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly additionalProperties?: unknown;
}

describe("problems", () => {
	it.each([
		["GET", "/nope", 404, "unknown-path"],
		["GET", "/runs/77", 404, "run-not-found"],
		["GET", "/runs/x", 404, "run-not-found"],
		["GET", "/jobs/x/why", 404, "job-not-found"],
		["GET", "/jobs/x/runs", 404, "job-not-found"],
		["GET", "/jobs/x/logs/stdout", 404, "job-not-found"],
		["GET", "/jobs/idle/logs/stdout", 404, "never-ran"],
		["GET", "/attempts/x", 404, "attempt-not-found"],
		["GET", "/runs?limit=-1", 400, "bad-query"],
		["GET", "/runs?before=x", 400, "bad-query"],
		["POST", "/runs", 405, "method-not-allowed"],
	])("%s %s gets %s %s", async (...[method, path, status, code]) => {
		await using stage = await openStage();
		await stage.put({ name: "idle", schedule: later });
		const answer = await stage.ask(method, api + path);
		expect([answer.status, JSON.parse(answer.body).code]).toEqual([status, code]);
	});

	it.each([
		["jobs/idle/logs/stdout?tail=all", "tail", "a whole number from 0 on, of at most 15 digits", "tail=10"],
		["jobs/idle/logs/stdout?follow=yes", "follow", "true, false, 1, 0 or nothing", "follow=true"],
	])("of a query say what it has to be: %s", async (...[path, name, form, like]) => {
		await using stage = await openStage();
		const { message, hint } = JSON.parse((await stage.ask("GET", `${api}/${path}`)).body);
		expect([message, hint]).toEqual([
			`${name} is "${path.split("=")[1]}", which is not ${form}`,
			`Write something like ${like}.`,
		]);
	});

	it("are JSON without credentials and for foreign pages as well", async () => {
		await using stage = await openStage({ facts: { credentials: { user: "u", password: "p" } } });
		const refused = await stage.ask("GET", api);
		expect([refused.status, JSON.parse(refused.body).code]).toEqual([401, "unauthorized"]);
	});
});

describe("the server about itself", () => {
	it("names what clients need to know", async () => {
		await using stage = await openStage({ facts: { pid: 42 } });
		const version = JSON.parse((await stage.ask("GET", api)).body);
		expect(version).toMatchObject({ version: "1.2.3", dialect: "3.x", pid: 42, storeId: "test" });
		expect(Object.keys(version.deviations).toSorted()).toEqual(deviations.flatMap(({ rule }) => rule ?? []).toSorted());
	});

	it("tells who waits for room, and why", async () => {
		await using stage = await openStage({ script: { busy: { afterMs: 60_000 } } });
		await stage.put({ name: "busy", cpus: 6 });
		await stage.put({ name: "next", cpus: 4 });
		await stage.put({ name: "big", cpus: 64 });
		await stage.clock.advance(1);
		const capacity = JSON.parse((await stage.ask("GET", `${api}/capacity`)).body);
		expect(capacity).toMatchObject({ total: { cpus: 8 }, used: { cpus: 6 }, free: { cpus: 2 }, running: 1 });
		expect(capacity.queue.map(({ job, fits }: { job: string; fits: boolean }) => [job, fits])).toEqual([
			["next", true],
			["big", false],
		]);
		const why = JSON.parse((await stage.ask("GET", `${api}/jobs/next/why`)).body);
		expect(why).toMatchObject({ job: "next", state: { phase: "queued" } });
		expect(why.reasons).toContainEqual({
			type: "needs-capacity",
			resource: "cpus",
			needs: 4,
			free: 2,
			total: 8,
			text: "It needs 4 CPUs, and 2 are free.",
		});
	});
});

describe("the latest attempt", () => {
	const whyOf = async ({ ask }: Stage) => JSON.parse((await ask("GET", `${api}/jobs/a/why`)).body);

	it.each([
		["failed", { exitCode: 3 }, { outcome: "failed", exitCode: 3 }, "Its latest attempt failed: exit code 3."],
		["succeeded", {}, { outcome: "succeeded", exitCode: 0 }, "Its latest attempt succeeded."],
		["a signal ended", { signal: "SIGSEGV" }, { signal: "SIGSEGV" }, "Its latest attempt failed: SIGSEGV."],
		["ran out of memory", { exitCode: 137, reason: "out-of-memory" }, {}, "Its latest attempt failed: out-of-memory."],
		["was lost", { lost: true }, { outcome: "lost" }, "Its latest attempt was lost: lost by the script."],
		[
			"was never launched",
			{ refused: "there is no user x" },
			{ outcome: "failed", reason: "launch-failed: there is no user x" },
			"Its latest attempt was never launched: there is no user x.",
		],
	] as const)("that %s is told of", async (...[, script, end, text]) => {
		await using play = await playOnce({ script: { a: script } });
		const { latest } = await whyOf(play.stage);
		expect(latest).toMatchObject({ taskId: "ct:1795251600000:0:a:", at: expect.stringMatching(isoTime), ...end, text });
	});

	it("is not told of before it has ended", async () => {
		await using play = await playOnce({ script: { a: { afterMs: 1000 } } });
		expect(await whyOf(play.stage)).not.toHaveProperty("latest");
	});

	it.each([{}, { settings: { rules: { faithful: true } } }])(
		"that was never launched has neither logs nor files, and says why (%j)",
		async (options) => {
			using home = tempDir();
			const script = { a: { refused: "there is no user x" } };
			await using stage = await openStage({ ...options, script, sandboxRoot: home.path });
			await stage.put({ name: "a", schedule: later });
			await stage.ask("PUT", "/v1/scheduler/job/a");
			await stage.clock.advance(1);
			const run = stage.server.engine.history.listRuns({ limit: 1 })[0]?.run.id;
			const paths = ["jobs/a/logs/stderr", `runs/${run}/attempts/0/logs/stdout`, `runs/${run}/attempts/0/files`];
			for (const path of paths) {
				const { status, body } = await stage.ask("GET", `${api}/${path}`);
				expect([status, JSON.parse(body)]).toEqual([
					404,
					{
						code: "never-launched",
						message: "ct:1795251600000:0:a: was never launched: there is no user x",
					},
				]);
			}
		},
	);
});

describe("GPUs that are still looked for", () => {
	const capacity = { cpus: 8, memMb: 16_384, diskMb: 100_000, gpus: [] };

	it("are no reason to warn of a job that never runs, until they are found", async () => {
		await using stage = await openStage({ capacity: { ...capacity, isLookingForGpus: true } });
		const send = (name: string) =>
			stage.ask("POST", "/v1/scheduler/iso8601", {
				headers: jsonBody,
				body: JSON.stringify({ name, command: "true", schedule: "R1//P1Y", gpus: 1 }),
			});
		expect((await send("a")).headers).not.toHaveProperty("warning");
		await stage.clock.advance(10);
		const why = async () => JSON.parse((await stage.ask("GET", `${api}/jobs/a/why`)).body);
		const text = "It needs 1 GPU, and the driver has yet to tell which ones there are.";
		expect(await why()).toMatchObject({ reasons: [{ type: "looking-for-gpus", needs: 1, text }] });
		const told = async () => JSON.parse((await stage.ask("GET", `${api}/capacity`)).body);
		expect(await told()).toMatchObject({
			isLookingForGpus: true,
			total: { gpus: 0 },
			queue: [{ job: "a", fits: true }],
		});
		await stage.server.engine.tell({ type: "capacity.changed", capacity });
		expect(await told()).toMatchObject({ isLookingForGpus: false, queue: [{ job: "a", fits: false }] });
		expect(await why()).toMatchObject({ reasons: [{ type: "never-fits" }] });
		expect((await send("b")).headers["warning"]).toContain("It needs 1 GPU, and this machine has 0");
	});
});

describe("runs", () => {
	it("come in pages, the newest first", async () => {
		await using stage = await openStage();
		await stage.put({ name: "a", schedule: later });
		for (let count = 0; count < 3; count += 1) {
			await stage.ask("PUT", "/v1/scheduler/job/a");
			await stage.clock.advance(10);
		}
		const first = JSON.parse((await stage.ask("GET", `${api}/runs?limit=2`)).body);
		const second = JSON.parse((await stage.ask("GET", `${api}/jobs/a/runs?limit=2&before=${first.next}`)).body);
		const ids = [...first.runs, ...second.runs].map(({ id }: { id: number }) => id);
		expect(ids).toHaveLength(3);
		expect(ids).toEqual(ids.toSorted((a, b) => b - a));
		expect(second).not.toHaveProperty("next");
	});
});

describe("logs", () => {
	it.each([
		["", "0", "one\ntwo\nthree\n"],
		["?tail=1", "8", "three\n"],
		["?since=4", "4", "two\nthree\n"],
		["?since=14", "14", ""],
		["?tail=0", "14", ""],
		["?follow=true&tail=2", "4", "two\nthree\n"],
	])("are read with %o from offset %s", async (query, offset, text) => {
		await using play = await playOnce();
		for (const path of [`${play.attempts}/0/logs/stdout`, `${api}/jobs/a/logs/stdout`]) {
			const answer = await play.stage.ask("GET", path + query);
			expect(answer).toMatchObject({ status: 200, body: text });
			expect(answer.headers).toMatchObject({ "content-type": "text/plain;charset=utf-8", "log-offset": offset });
		}
	});

	it("of a stream that nothing was written to are empty", async () => {
		await using play = await playOnce();
		expect(await play.stage.ask("GET", `${api}/jobs/a/logs/stderr`)).toMatchObject({ status: 200, body: "" });
		expect((await play.stage.ask("GET", `${api}/jobs/a/logs/stdin`)).status).toBe(404);
	});

	it("are followed until the attempt has ended and all is read", async () => {
		await using play = await playOnce({ script: { a: { afterMs: 60_000 } } });
		const answer = play.stage.ask("GET", `${api}/jobs/a/logs/stdout?follow`);
		const told = { isOver: false };
		void answer.then(() => (told.isOver = true));
		await writeFile(play.sandbox.stdoutFile, "four\n", { flag: "a" });
		await play.stage.clock.advance(59_000);
		expect(told.isOver).toBe(false);
		while (!told.isOver) await play.stage.clock.advance(500);
		expect((await answer).body).toBe("one\ntwo\nthree\nfour\n");
	});

	it("are gone with the sandbox", async () => {
		await using stage = await openStage();
		await stage.put({ name: "a", schedule: later });
		await stage.ask("PUT", "/v1/scheduler/job/a");
		await stage.clock.advance(1);
		expect((await stage.ask("GET", `${api}/jobs/a/logs/stdout`)).status).toBe(410);
	});
});

describe("files", () => {
	it("are listed without the records of the supervisor and the logs", async () => {
		await using play = await playOnce();
		await write(play.sandbox, "out/data.txt", "hello");
		await writeFile(join(play.sandbox.directory, ".claim"), "secret");
		await symlink("/etc/passwd", join(play.sandbox.workDirectory, "away"));
		const { files, isCut } = JSON.parse((await play.stage.ask("GET", `${play.attempts}/0/files`)).body);
		const told = files.map(({ path, kind, bytes }: { path: string; kind: string; bytes: number }) => [
			path,
			kind,
			kind === "file" ? bytes : 0,
		]);
		expect(told).toEqual([
			["away", "link", 0],
			["out", "directory", 0],
			["out/data.txt", "file", 5],
		]);
		expect(isCut).toBe(false);
	});

	it.each([
		["has removed its directory", async () => {}],
		["has put a link in place of its directory", (path: string) => symlink("..", path)],
	])("are none when the job %s", async (_, replace) => {
		await using play = await playOnce();
		await rm(play.sandbox.workDirectory, { recursive: true });
		await replace(play.sandbox.workDirectory);
		const answer = await play.stage.ask("GET", `${play.attempts}/0/files`);
		expect(JSON.parse(answer.body)).toMatchObject({ files: [], isCut: false });
		expect((await play.stage.ask("GET", `${play.attempts}/0/files/stdout`)).status).toBe(404);
		expect((await play.stage.ask("GET", `${play.attempts}/0/logs/stdout`)).body).toBe("one\ntwo\nthree\n");
	});

	it("are sent as they are", async () => {
		await using play = await playOnce();
		await write(play.sandbox, "out/dä ta.txt", "hello");
		const answer = await play.stage.ask("GET", `${play.attempts}/0/files/out/${encodeURIComponent("dä ta.txt")}`);
		expect(answer).toMatchObject({ status: 200, body: "hello" });
		expect(answer.headers).toMatchObject({
			"content-type": "application/octet-stream",
			"content-length": "5",
			"x-content-type-options": "nosniff",
			"content-disposition": "attachment; filename*=UTF-8''d%C3%A4%20ta.txt",
		});
	});

	it("are measured without being sent", async () => {
		await using play = await playOnce();
		await write(play.sandbox, "data", "hello");
		const answer = await play.stage.ask("HEAD", `${play.attempts}/0/files/data`);
		expect(answer).toMatchObject({ status: 200, body: "", headers: { "content-length": "5" } });
		expect(await play.stage.ask("HEAD", `${play.attempts}/0/logs/stdout`)).toMatchObject({ status: 200, body: "" });
	});

	it("are sent when they are empty", async () => {
		await using play = await playOnce();
		await write(play.sandbox, "empty", "");
		expect(await play.stage.ask("GET", `${play.attempts}/0/files/empty`)).toMatchObject({ status: 200, body: "" });
	});

	it.each([
		["a way out", "../../secret"],
		["an encoded way out", "%2E%2E/%2e%2e/secret"],
		["an encoded slash", "..%2F..%2Fsecret"],
		["an absolute path", "/etc/passwd"],
		["a link to a file outside", "away"],
		["a file through a link to a directory", "outside/secret"],
		["a link inside", "inside"],
		["a directory", "out"],
		["a record of the supervisor", "../.claim"],
		["a path with a zero byte", "out/data.txt%00.png"],
		["nothing", "nope"],
	])("are not sent for %s", async (_, path) => {
		await using play = await playOnce();
		const { workDirectory } = play.sandbox;
		await write(play.sandbox, "out/data.txt", "hello");
		await writeFile(join(dirname(workDirectory), ".claim"), "what nobody may read");
		await writeFile(join(dirname(workDirectory), "secret"), "what nobody may read");
		await symlink("/etc/passwd", join(workDirectory, "away"));
		await symlink(dirname(workDirectory), join(workDirectory, "outside"));
		await symlink("out/data.txt", join(workDirectory, "inside"));
		const answer = await play.stage.ask("GET", `${play.attempts}/0/files/${path}`);
		expect([answer.status, answer.body.includes("nobody")]).toEqual([404, false]);
	});

	it("are sent through further names, which stand in the sandbox themselves", async () => {
		await using play = await playOnce();
		await write(play.sandbox, "data", "hello");
		await link(join(play.sandbox.workDirectory, "data"), join(play.sandbox.workDirectory, "again"));
		expect((await play.stage.ask("GET", `${play.attempts}/0/files/again`)).body).toBe("hello");
	});
});

describe("events", () => {
	const listen = async (stage: Stage, target: string, headers: Record<string, string> = {}) => {
		const end = new AbortController();
		const reply = await stage.handler({ method: "GET", target, headers, body: new Uint8Array(), signal: end.signal });
		expect(reply.headers["content-type"]).toBe("text/event-stream");
		const texts = (reply.body as AsyncIterable<string>)[Symbol.asyncIterator]();
		return { end, next: async (): Promise<string | undefined> => (await texts.next()).value };
	};

	it("begin where a client stopped, and go on", async () => {
		await using stage = await openStage();
		await stage.put({ name: "a", schedule: later });
		await stage.put({ name: "b", schedule: later });
		const { end, next } = await listen(stage, `${api}/events?after=0`, { "last-event-id": "1" });
		expect(await next()).toBe(": connected\n\n");
		expect(await next()).toBe('id: 2\nevent: job.created\ndata: {"at":"2026-11-21T09:00:00.000Z","job":"b"}\n\n');
		const third = next();
		await stage.put({ name: "c", schedule: later });
		expect(await third).toBe('id: 3\nevent: job.created\ndata: {"at":"2026-11-21T09:00:00.000Z","job":"c"}\n\n');
		end.abort();
		expect(await next()).toBeUndefined();
	});

	it("have times that people can read, and programs too", async () => {
		await using stage = await openStage({ script: { a: ["fail", "succeed"] } });
		await stage.put({ name: "a", schedule: "R2/2026-11-21T09:01:00Z/PT1M", retries: 1 });
		await stage.clock.advance(150_000);
		const { end, next } = await listen(stage, `${api}/events?after=0`);
		await next();
		const told: string[] = [];
		while (told.length < stage.server.engine.lastEventId) told.push((await next()) ?? "");
		end.abort();
		expect(told.join("")).not.toMatch(epochMs);
		const fields = (type: string) => told.find((text) => text.includes(`event: ${type}\n`))?.split("data: ")[1];
		expect(fields("run.queued")).toBe(
			'{"at":"2026-11-21T09:01:00.001Z","job":"a","runId":2,"cause":"schedule","attempt":0,"dueAt":"2026-11-21T09:01:00.000Z"}\n\n',
		);
		expect(fields("attempt.launched")).toContain(
			'"dueAt":"2026-11-21T09:01:00.000Z","coversUntil":"2026-11-21T09:02:00.000Z"',
		);
		expect(fields("attempt.ended")).toContain(
			'"end":{"outcome":"failed","exitCode":1,"at":"2026-11-21T09:01:00.001Z"}',
		);
		expect(fields("retry.planned")).toContain('"retryAt":"2026-11-21T09:02:00.001Z"');
	});

	it("begin now when a client has heard nothing yet", async () => {
		await using stage = await openStage();
		await stage.put({ name: "a", schedule: later });
		const { next, end } = await listen(stage, `${api}/events`);
		await next();
		const first = next();
		await stage.put({ name: "b", schedule: later });
		expect(await first).toContain('"job":"b"');
		end.abort();
	});

	it("tell of a gap when the client knows more than there ever was, or what is gone", async () => {
		await using stage = await openStage();
		await stage.put({ name: "a", schedule: later });
		const { next, end } = await listen(stage, `${api}/events?after=900`);
		await next();
		expect(await next()).toBe('event: gap\ndata: {"from":2}\n\n');
		end.abort();
	});

	it("send a sign of life every 5 seconds", async () => {
		await using stage = await openStage();
		const { next, end } = await listen(stage, `${api}/events`);
		await next();
		const sign = next();
		await stage.clock.advance(5000);
		expect(await sign).toBe(": still here\n\n");
		end.abort();
	});
});

it("nothing in here knows secrets", async () => {
	await using stage = await openStage({ facts: { credentials: { user: "u", password: "s3cret" } } });
	const authorization = `Basic ${Buffer.from("u:s3cret").toString("base64")}`;
	const answer = await stage.ask("GET", api, { headers: { authorization, ...jsonBody } });
	expect(answer.status).toBe(200);
	expect(await textOf(answer.body)).not.toContain("s3cret");
});
