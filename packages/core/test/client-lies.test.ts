import * as http from "node:http";
import * as https from "node:https";
import { describe, expect, test } from "vitest";
import {
	type Lie,
	type LieName,
	type LyingServer,
	type LyingServerOptions,
	startLyingServer,
} from "@chronos-job/testkit";
import {
	applyPlan,
	ChronosError,
	type ChronosClient,
	type Clock,
	createClient,
	nodeTransport,
	planApply,
	planDeletion,
	systemClock,
} from "@chronos-job/core";
import type { JobSpec } from "@chronos-job/schemas";

const now = Date.UTC(2026, 10, 21, 9);
const dialects = ["3.x", "2.x"] as const;

/** Pauses pass fast; nobody here measures them. */
const clock: Clock = { now: () => now, sleep: (ms, signal) => systemClock.sleep(ms / 100, signal) };

const nightly = { name: "nightly", command: "make", schedule: "R/2030-01-01T00:00:00Z/P1D", successCount: 5 };
const { successCount: _, ...spec } = nightly;
const changed: JobSpec = { ...spec, command: "make all", mem: 64 };
const report: JobSpec = { name: "report", command: "cat", parents: ["nightly"] };

async function open(options: LyingServerOptions = {}) {
	const server = await startLyingServer({ now: () => now, ...options });
	const transport = nodeTransport({ http, https });
	const client = createClient(
		{ name: "liar", urls: [server.url] },
		{ transport, clock, random: () => 0, patienceMs: 10_000 },
	);
	return {
		server,
		client,
		[Symbol.asyncDispose]: async () => {
			await client[Symbol.asyncDispose]();
			await server.close();
		},
	};
}

async function apply(client: ChronosClient, ...specs: readonly JobSpec[]) {
	const plan = planApply(specs, await client.jobs.list(), { now });
	return (await applyPlan(client, plan, { clock })).steps;
}

async function remove(client: ChronosClient, name: string) {
	const plan = planDeletion([name], await client.jobs.list());
	return (await applyPlan(client, plan, { clock })).steps;
}

/** How it went: what was done, or why not. */
async function outcomeOf(doing: Promise<readonly { readonly kind: string; readonly answered?: string }[]>) {
	const end = await doing.catch((error: unknown) => error);
	if (end instanceof ChronosError) return `${end.code}: ${end.message}`;
	if (!Array.isArray(end)) throw end;
	return end.map(({ kind, answered }) => (answered === undefined ? kind : `${kind}, answered ${answered}`)).join("; ");
}

interface Told {
	readonly lie: Lie | LieName | undefined;
	readonly outcome: RegExp;
	/** Whether the server has in the end what was sent. */
	readonly isDone: boolean;
}

describe.concurrent.each(dialects)("on a server of %s", (dialect) => {
	test.each<Told>([
		{ lie: undefined, outcome: /^updated$/, isDone: true },
		{ lie: "stored-but-500", outcome: /^updated, answered 500$/, isDone: true },
		{ lie: "stored-but-reset", outcome: /^updated, answered nothing$/, isDone: true },
		{ lie: { name: "stale-read", reads: 2 }, outcome: /^updated$/, isDone: true },
		{ lie: "sleeping-loop", outcome: /^updated$/, isDone: true },
		{ lie: "closes-early", outcome: /^updated$/, isDone: true },
		{ lie: "redirect", outcome: /^updated$/, isDone: true },
		{ lie: "dropped-but-204", outcome: /^job\.altered: .*nightly.*command/, isDone: false },
		{ lie: "wiped-counters", outcome: /^job\.altered: .*nightly.*successCount/, isDone: true },
		{ lie: { name: "altered-field", patch: { mem: 128 } }, outcome: /^job\.altered: .*nightly.*mem/, isDone: true },
		{ lie: "altered-field", outcome: /^job\.altered: .*nightly.*runAsUser/, isDone: true },
		{ lie: { name: "html-500", job: "nightly" }, outcome: /^target\.refused: /, isDone: false },
		{ lie: "unauthorized", outcome: /^target\.unauthorized: /, isDone: false },
		{ lie: "not-chronos", outcome: /^target\.not-chronos: /, isDone: false },
		{ lie: { name: "not-chronos", status: 200 }, outcome: /^target\.not-chronos: /, isDone: false },
	])("replacing a job despite $lie ends in $outcome", async ({ lie, outcome, isDone }) => {
		await using liar = await open({ dialect, jobs: [nightly] });
		await liar.client.server.dialect();
		if (lie !== undefined) liar.server.tell(lie);
		expect(await outcomeOf(apply(liar.client, changed))).toMatch(outcome);
		expect(liar.server.job("nightly")).toMatchObject({ command: isDone ? "make all" : "make" });
	});

	test.each<Told>([
		{ lie: undefined, outcome: /^created$/, isDone: true },
		{ lie: "stored-but-500", outcome: /^created, answered 500$/, isDone: true },
		{ lie: "stored-but-reset", outcome: /^created, answered nothing$/, isDone: true },
		{ lie: { name: "stale-read", reads: 3 }, outcome: /^created$/, isDone: true },
		{ lie: "proxied-400", outcome: /^created$/, isDone: true },
		{ lie: "proxied-400-truncated", outcome: /^created$/, isDone: true },
		{ lie: "ghost-job", outcome: /^job\.dropped: .*nightly/, isDone: true },
		{ lie: "sleeping-loop", outcome: /^job\.dropped: .*nightly/, isDone: true },
		{ lie: "dropped-but-204", outcome: /^job\.dropped: .*nightly/, isDone: false },
	])("creating a job despite $lie ends in $outcome", async ({ lie, outcome, isDone }) => {
		await using liar = await open({ dialect, lies: lie === undefined ? [] : [lie] });
		expect(await outcomeOf(apply(liar.client, spec))).toMatch(outcome);
		expect(liar.server.job("nightly") !== undefined).toBe(isDone);
	});

	test.each<Told>([
		{ lie: undefined, outcome: /^deleted$/, isDone: true },
		{ lie: "stored-but-500", outcome: /^deleted, answered 500$/, isDone: true },
		{ lie: "stored-but-reset", outcome: /^deleted, answered nothing$/, isDone: true },
		{ lie: "proxied-400", outcome: /^deleted$/, isDone: true },
		{ lie: "dropped-but-204", outcome: /^job\.altered: .*nightly/, isDone: false },
	])("deleting a job despite $lie ends in $outcome", async ({ lie, outcome, isDone }) => {
		await using liar = await open({ dialect, jobs: [nightly], lies: lie === undefined ? [] : [lie] });
		expect(await outcomeOf(remove(liar.client, "nightly"))).toMatch(outcome);
		expect(liar.server.job("nightly") === undefined).toBe(isDone);
	});

	test.each(["summary-500", "closes-early", "redirect"] as const)("every read succeeds despite %s", async (lie) => {
		await using liar = await open({ dialect, jobs: [nightly, report], lies: [lie] });
		const { jobs, graph, stats, server } = liar.client;
		expect((await jobs.summaries()).map(({ name }) => name)).toEqual(["nightly", "report"]);
		expect((await jobs.list()).map(({ name }) => name)).toEqual(["nightly", "report"]);
		expect(await jobs.find("nightly")).toMatchObject(nightly);
		expect(await jobs.find("night")).toBeUndefined();
		expect(await graph.rows()).toHaveLength(3);
		expect(await stats.percentile("median")).toHaveLength(2);
		expect(await server.dialect()).toBe(dialect);
	});

	test("a second application writes nothing", async () => {
		await using liar = await open({ dialect });
		await apply(liar.client, spec, report);
		liar.server.forgetRequests();
		expect(await apply(liar.client, spec, report)).toEqual([]);
		expect(liar.server.writes).toEqual([]);
	});

	test("a job that somebody else changes meanwhile is left alone", async () => {
		await using liar = await open({ dialect, jobs: [nightly] });
		const plan = planApply([changed], await liar.client.jobs.list(), { now });
		liar.server.change("nightly", { command: "make clean" });
		expect(await outcomeOf(applyPlan(liar.client, plan, { clock }).then(({ steps }) => steps))).toMatch(
			/^job\.changed-meanwhile: .*nightly.*command/,
		);
		expect(liar.server.writes).toEqual([]);
	});

	test("credentials open what is closed", async () => {
		const credentials = { user: "ada", password: "hünter2" };
		await using liar = await open({ dialect, jobs: [nightly], credentials });
		const closed = await liar.client.jobs.list().catch((error: unknown) => error);
		expect(closed).toMatchObject({
			code: "target.unauthorized",
			message: expect.stringContaining("Mesosphere") as string,
		});
		await using client = clientWith(liar.server, credentials);
		expect(await client.jobs.list()).toHaveLength(1);
	});
});

function clientWith({ url }: LyingServer, credentials: { readonly user: string; readonly password: string }) {
	const transport = nodeTransport({ http, https });
	return createClient(
		{ name: "liar", urls: [url], credentials: { kind: "basic", ...credentials } },
		{ transport, clock },
	);
}

test("a child of nobody is told from a child", async () => {
	await using liar = await open();
	expect(await outcomeOf(apply(liar.client, report))).toMatch(/^job\.dropped: .*report.*nightly/);
	expect(await outcomeOf(apply(liar.client, spec))).toBe("created");
	expect((await liar.client.jobs.list()).map(({ name }) => name)).toEqual(["nightly", "report"]);
});

test.each([
	["a constraint that nobody knows", { constraints: [["rack", "UNIQUE", ""]] }, "constraints"],
	["gpus on a server without any", { gpus: 1 }, "gpus"],
	["a limit that the build does not know", { maxCompletionTime: 60 }, "maxCompletionTime"],
])("%s is missed afterwards", async (_, wish, field) => {
	await using liar = await open({ build: "3.0.2" });
	const wishful = { ...spec, ...wish } as unknown as JobSpec;
	expect(await outcomeOf(apply(liar.client, wishful))).toMatch(new RegExp(`^job\\.altered: .*nightly.*${field}`));
});

test("whoever leads is named when a standby loses what it said", async () => {
	await using liar = await open({ jobs: [nightly], lies: ["proxied-400"] });
	const refused = await liar.client.jobs
		.put({ name: "bad", command: "x", schedule: "daily" })
		.catch((error: unknown) => error);
	expect(refused).toMatchObject({ code: "target.refused", status: 400, body: "" });
	expect(`${(refused as ChronosError).message} ${(refused as ChronosError).hint}`).toContain("leader.example.org:4400");
});

test.each([
	["summaries", (client: ChronosClient) => client.jobs.summaries()],
	["stat", (client: ChronosClient) => client.stats.ofJob("nightly")],
	["percentile", (client: ChronosClient) => client.stats.percentile("mean")],
	["leader", (client: ChronosClient) => client.server.leader()],
])("wrong types in %s are no answer of a Chronos", async (_, read) => {
	await using liar = await open({ jobs: [nightly], lies: ["wrong-types"] });
	await expect(read(liar.client)).rejects.toMatchObject({ code: "target.not-chronos" });
});

test("a start by hand and a kill do what they say", async () => {
	await using liar = await open({ jobs: [nightly] });
	const stateNow = async () => (await liar.client.jobs.summaries())[0]?.state;
	await liar.client.jobs.start("nightly", "-v now");
	expect(await stateNow()).toBe("queued");
	expect(liar.server.writes[0]).toMatchObject({ method: "PUT", path: "/v1/scheduler/job/nightly?arguments=-v+now" });
	liar.server.launch("nightly");
	expect(await stateNow()).toBe("1 running");
	await liar.client.tasks.kill("nightly");
	expect(await stateNow()).toBe("idle");
	expect(await liar.client.jobs.markSuccessful("nightly")).toBe(true);
	expect(await liar.client.jobs.markSuccessful("daily")).toBe(false);
});
