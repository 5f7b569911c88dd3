import { readFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { tempDir } from "@chronos-job/testkit";
import type { Job } from "@chronos-job/schemas";
import { describe, expect, test } from "vitest";
import {
	defaultRetention,
	findJob,
	JobRefusedError,
	manualClock,
	memoryStore,
	type LocalOptions,
	type LocalServer,
	scriptedExecutor,
	startLocal,
} from "../src/index.ts";
import { dawn, start } from "./open-scene.ts";

const faithful = { settings: { rules: { faithful: true } } };
const nightly = { name: "nightly", command: "true", schedule: "R/2026-01-01T01:00:00Z/P1D" };

function open(options: Partial<LocalOptions> = {}): Promise<LocalServer> {
	const clock = manualClock(dawn);
	return startLocal({ store: memoryStore(), clock, executor: scriptedExecutor({}), credentials: "none", ...options });
}

const manifest: { version: string } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

async function jobsOf(server: LocalServer): Promise<readonly Job[]> {
	const reply = await server.fetch("/v1/scheduler/jobs");
	return (await reply.json()) as readonly Job[];
}

function submit(server: LocalServer, job: object): Promise<Response> {
	const headers = { "content-type": "application/json" };
	return server.fetch("/v1/scheduler/iso8601", { method: "POST", headers, body: JSON.stringify(job) });
}

describe("a server without a socket", () => {
	test("answers like one that has one", async () => {
		await using server = await open();
		expect(server.url).toBeUndefined();
		const submitted = await submit(server, nightly);
		expect([submitted.status, await submitted.text()]).toEqual([204, ""]);
		const listed = await server.fetch(new URL("http://somewhere/v1/scheduler/jobs"));
		expect(listed.headers.get("content-type")).toBe("application/json");
		expect(await listed.json()).toMatchObject([{ name: "nightly" }]);
		const summary = await server.fetch(new Request("http://localhost/v1/scheduler/jobs/summary"));
		expect(await summary.json()).toMatchObject({ jobs: [{ name: "nightly", state: "idle" }] });
		expect((await server.fetch("/nowhere")).status).toBe(404);
		const head = await server.fetch("/v1/scheduler/jobs", { method: "HEAD" });
		expect([head.status, await head.text()]).toEqual([200, ""]);
	});
	test("streams what has no end", async () => {
		await using server = await open();
		const reader = (await server.fetch("/local/v1/events")).body?.getReader();
		await submit(server, nightly);
		let text = "";
		while (!text.includes("job.created")) text += new TextDecoder().decode((await reader?.read())?.value);
		await reader?.cancel();
		expect(text).toContain("nightly");
	});
	test("tells all that happens from now on", async () => {
		const clock = manualClock(dawn);
		await using server = await open({ clock });
		await submit(server, nightly);
		const types: string[] = [];
		const reading = (async () => {
			for await (const { event } of server.events(new AbortController().signal)) types.push(event.type);
		})();
		await server.engine.tell(start("nightly"));
		await clock.advance(1);
		await server.close();
		await reading;
		expect(types).toEqual(["run.queued", "attempt.launched", "attempt.started", "attempt.ended", "run.settled"]);
	});
	test("wants to know who asks where that was said", async () => {
		await using server = await open({ credentials: { user: "ann", password: "secret" } });
		expect((await server.fetch("/v1/scheduler/jobs")).status).toBe(401);
		const authorization = `Basic ${Buffer.from("ann:secret").toString("base64")}`;
		expect((await server.fetch("/v1/scheduler/jobs", { headers: { authorization } })).status).toBe(200);
	});
	test.each([
		["nobody in particular", {}, "root"],
		["root", { currentUser: "root" }, "root"],
		["ann", { currentUser: "ann" }, "ann"],
		["ann, where that was not wanted", { currentUser: "ann", facts: { defaultUser: "bob" } }, "bob"],
	])("of %s lets jobs that name nobody run as the same user", async (_, options, runAsUser) => {
		await using server = await open(options);
		await server.submit([nightly, { ...nightly, name: "own", runAsUser: "eve" }]);
		expect(await jobsOf(server)).toMatchObject([{ runAsUser }, { runAsUser: "eve" }]);
	});
	test.each([
		["as its package says", {}, manifest.version],
		["as it was told", { facts: { version: "4.5.6" } }, "4.5.6"],
	])("knows its version, %s", async (_, options, version) => {
		await using server = await open(options);
		const told = await server.fetch("/local/v1");
		expect(await told.json()).toMatchObject({ version });
	});
	test("ends what is read from it when it is closed", async () => {
		const server = await open();
		const events = await server.fetch("/local/v1/events");
		const reading = events.text();
		await server.close();
		expect(await reading).not.toContain("job.created");
	});
	test("is closed once, however often it is told so", async () => {
		const server = await open();
		await Promise.all([server.close(), server.close()]);
		await server[Symbol.asyncDispose]();
		await expect(server.engine.tell(start("nightly"))).rejects.toThrow("the server is stopping");
	});
});

describe("submitted jobs", () => {
	const family = [
		{ name: "grandchild", command: "true", parents: ["child", "nightly"] },
		{ name: "child", command: "true", parents: ["nightly"] },
		nightly,
	];
	test.each(["3.x", "2.x"] as const)("are there, parents first, in %s", async (dialect) => {
		await using server = await open({ dialect });
		await server.submit(family);
		const created = server.engine.history.listEvents({ after: 0, limit: 9 }).map(({ event }) => event);
		expect(created).toMatchObject([{ job: "nightly" }, { job: "child" }, { job: "grandchild" }]);
	});
	test("may be one, and are known to whoever wants to know who asks", async () => {
		await using server = await open({ credentials: { user: "änn", password: "secret" } });
		await server.submit(nightly);
		expect(findJob(server.engine.state, "nightly")).toBeDefined();
	});
	test("are taken as a server shows them, and keep their counters where that is wanted", async () => {
		const clock = manualClock(dawn);
		await using server = await open({ clock });
		await server.submit(nightly);
		await clock.advance({ hours: 2 });
		const shown = await jobsOf(server);
		await server.submit(shown, { keepsCounters: true });
		const countOf = (): number | undefined => findJob(server.engine.state, "nightly")?.job.successCount;
		expect(countOf()).toBe(1);
		await server.submit(nightly);
		expect(countOf()).toBe(0);
	});
	test.each([
		[
			"no schedule that can be read",
			{ schedule: "R/tomorrow/P1D" },
			{},
			/refuses nightly: Cannot parse schedule 'R\/tom/,
		],
		["a parent that is not there", { parents: ["nobody"] }, {}, /parents: there is no nobody/],
		["what makes no sense", { fetch: ["http://h/x"] as never }, {}, /refuses nightly: fetch\[0\]: /],
		[
			"what makes no sense to a real one",
			{ fetch: ["http://h/x"] as never },
			faithful,
			/refuses nightly: Error 500 .*MatchError/,
		],
		["what an old one says nothing about", { schedule: "x" }, { dialect: "2.x", ...faithful }, /nightly: \d+, without/],
	] as const)("are refused for %s", async (...[, fields, options, message]) => {
		await using server = await open(options);
		const refused = server.submit({ ...nightly, ...fields });
		await expect(refused).rejects.toThrow(JobRefusedError);
		await expect(refused).rejects.toMatchObject({
			code: "job.refused",
			job: "nightly",
			message: expect.stringMatching(message),
		});
	});
});

describe("a server's memory", () => {
	test("holds everything unless something else is said", async () => {
		const clock = manualClock(dawn);
		await using server = await open({ clock });
		await server.submit(nightly);
		await clock.advance({ days: 365 });
		expect(server.engine.history.listRuns({ limit: 1000 })).toHaveLength(365);
		expect(server.engine.history.firstEventId()).toBe(1);
	});
	test("is cleared of what is too old", async () => {
		const clock = manualClock(dawn);
		await using server = await open({ clock, retention: { runsMs: defaultRetention.runsMs } });
		await server.submit(nightly);
		await clock.advance({ days: 365 });
		expect(server.engine.history.listRuns({ limit: 1000 }).length).toBeLessThan(92);
	});
	test("is cleared in parts, with others heard in between", async () => {
		const clock = manualClock(dawn);
		const calls: string[] = [];
		const store = {
			...memoryStore(),
			prune: ({ atMost }: { readonly atMost?: number }) =>
				calls.push(`${String(clock.now() - dawn)} ${String(atMost)}`) < 4,
		};
		await using _ = await open({ clock, store, retention: { runsMs: 1 } });
		await clock.advance({ hours: 2 });
		expect(calls).toEqual(["1000 100", "1020 100", "1040 100", "1060 100"]);
	});
});

describe("a server that listens", () => {
	test.each([[{ port: 0 }], [{ port: 0, host: "127.0.0.1" }]])("on %j wants to know who may ask", async (listen) => {
		// @ts-expect-error -- credentials are missing, which only TypeScript sees before
		const options: LocalOptions = { store: memoryStore(), executor: scriptedExecutor({}), listen };
		await expect(startLocal(options)).rejects.toMatchObject({
			message: "whoever reaches the port of this server could run commands on it",
			hint: 'Give `credentials: { user, password }`, or `credentials: "none"` if everybody may.',
		});
	});
	test("on a port lets nobody in without a password", async () => {
		const credentials = { user: "ann", password: "secret" };
		await using server = await open({ listen: { port: 0 }, credentials });
		expect((await globalThis.fetch(new URL("/v1/scheduler/jobs", server.url))).status).toBe(401);
	});
	test("on a port says where", async () => {
		await using server = await open({ listen: { port: 0 } });
		const answer = await globalThis.fetch(new URL("/v1/scheduler/leader", server.url));
		expect(await answer.json()).toEqual({ leader: server.url?.host });
	});
	test("on a socket file answers there", async () => {
		using directory = tempDir();
		const socketPath = join(directory.path, "socket");
		await using server = await open({ listen: { socketPath } });
		expect(server.url).toBeUndefined();
		const status = await new Promise((resolve, reject) => {
			const asked = request({ socketPath, path: "/ping" }, (response) => resolve(response.resume().statusCode));
			asked.on("error", reject).end();
		});
		expect(status).toBe(200);
	});
	test("where somebody else does is none, and leaves nothing open", async () => {
		const other = createServer();
		await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
		const address = other.address();
		const port = typeof address === "object" && address !== null ? address.port : 0;
		const store = memoryStore();
		let disposals = 0;
		const watched = { ...store, [Symbol.dispose]: () => void (disposals += 1) };
		await expect(open({ store: watched, listen: { host: "127.0.0.1", port } })).rejects.toThrow("EADDRINUSE");
		expect(disposals).toBe(1);
		other.close();
	});
});
