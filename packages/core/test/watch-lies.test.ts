import * as http from "node:http";
import * as https from "node:https";
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type Lie, type LieName, type LyingServerOptions, startLyingServer } from "@chronos-job/testkit";
import {
	applyPlan,
	baselineOf,
	type Clock,
	createClient,
	nodeTransport,
	planApply,
	type RunEvent,
	settleRuns,
	type SettleOptions,
	watchRuns,
} from "@chronos-job/core";
import type { JobSpec } from "@chronos-job/schemas";

const once: JobSpec = { name: "once", command: "make", schedule: "R1//P1Y", retries: 0 };
const daily: JobSpec = { name: "daily", command: "make", schedule: "R/2030-01-01T00:00:00Z/P1D", retries: 0 };

/** Time that passes only while somebody sleeps. */
function virtualClock(): Clock {
	let time = Date.UTC(2026, 10, 21, 9);
	const sleep = async (ms: number) => {
		time += ms;
		await setImmediate();
	};
	return { now: () => time, sleep };
}

async function open(options: LyingServerOptions = {}) {
	const clock = virtualClock();
	const server = await startLyingServer({ now: () => clock.now(), ...options });
	const transport = nodeTransport({ http, https });
	const client = createClient(
		{ name: "liar", urls: [server.url] },
		{ transport, clock, random: () => 0, patienceMs: 10_000 },
	);
	const stop = new AbortController();

	async function submit(...specs: readonly JobSpec[]) {
		const names = specs.map(({ name }) => name);
		const since = await baselineOf(client, names, { clock });
		const jobs = await client.jobs.list();
		await applyPlan(client, planApply(specs, jobs, { now: clock.now(), again: true }), { clock });
		return since;
	}
	async function settle(jobs: readonly string[], wishes: Partial<SettleOptions> = {}) {
		// Whoever has seen nothing for an hour will not see anything.
		const startedAt = clock.now();
		const hasty: Clock = {
			now: () => clock.now(),
			async sleep(ms) {
				await clock.sleep(ms);
				if (clock.now() - startedAt > 3_600_000) stop.abort(new Error("an hour has passed"));
			},
		};
		const options = { jobs, clock: hasty, everyMs: 5000, signal: stop.signal, until: "any", ...wishes } as const;
		return (await settleRuns(client, options)).map(({ job, outcome }) => `${job} ${outcome}`);
	}
	return {
		server,
		client,
		clock,
		submit,
		settle,
		[Symbol.asyncDispose]: async () => {
			await client[Symbol.asyncDispose]();
			await server.close();
		},
	};
}

interface Story {
	readonly name: string;
	/** What the server shows from the submit on, look by look. */
	readonly shows: readonly string[];
	readonly fate: string;
	readonly retries?: number;
	readonly lies?: readonly (Lie | LieName)[];
}

const aMinute = Array<string>(12).fill("idle");

describe.concurrent.each(["3.x", "2.x"] as const)("on a server of %s", (dialect) => {
	test.each<Story>([
		{ name: "succeeds", shows: ["queued", "1 running", "1 running", "success"], fate: "succeeded" },
		{ name: "succeeds between two looks", shows: ["1 running", "success"], fate: "succeeded" },
		{ name: "fails", shows: ["queued", "1 running", "failure"], fate: "failed" },
		{ name: "is killed", shows: ["queued", "1 running", "killed"], fate: "killed" },
		{ name: "vanishes from the queue", shows: ["queued", "vanished"], fate: "vanished" },
		{ name: "vanishes while it runs", shows: ["1 running", "vanished"], fate: "vanished" },
		{
			name: "waits for long",
			shows: [...Array<string>(40).fill("queued"), "1 running", "success"],
			fate: "succeeded",
		},
		{
			name: "succeeds at the second attempt",
			shows: ["queued", "1 running", ...aMinute, "queued", "1 running", "success"],
			retries: 1,
			fate: "succeeded",
		},
		{
			name: "fails at the last attempt",
			shows: ["queued", "1 running", ...aMinute, "queued", "1 running", ...aMinute, "1 running", "failure"],
			retries: 2,
			fate: "failed",
		},
		{
			name: "fails and would now run for ever",
			shows: ["1 running", ...aMinute, "1 running", "failure"],
			retries: 1,
			lies: ["r0-to-r"],
			fate: "failed",
		},
		{
			name: "succeeds while summaries stumble",
			shows: ["queued", "1 running", "success"],
			lies: [{ name: "summary-500", times: 9 }],
			fate: "succeeded",
		},
	])("a job that $name is $fate", async ({ shows, fate, retries = 0, lies = [] }) => {
		await using liar = await open({ dialect });
		liar.server.play("once", shows);
		const since = await liar.submit({ ...once, retries });
		for (const lie of lies) liar.server.tell(lie);
		expect(await liar.settle(["once"], { since })).toEqual([`once ${fate}`]);
	});

	test("a job that has run before is not taken for done", async () => {
		const ran = { ...once, successCount: 3, lastSuccess: "2026-11-20T09:00:00.000Z", disabled: true };
		await using liar = await open({ dialect, jobs: [{ ...ran, schedule: "R0/2027-11-20T09:00:00.000Z/P1Y" }] });
		liar.server.play("once", ["idle", "queued", "queued", "1 running", "failure"]);
		const since = await liar.submit(once);
		expect(await liar.settle(["once"], { since })).toEqual(["once failed"]);
		expect(liar.server.job("once")).toMatchObject({ successCount: 3, errorCount: 1 });
	});

	test("a run from before the submit is not taken for the new one", async () => {
		await using liar = await open({ dialect, jobs: [{ ...once, schedule: "R0/2027-11-20T09:00:00.000Z/P1Y" }] });
		liar.server.setState("once", "1 running");
		liar.server.play("once", ["1 running", "failure", "queued", "1 running", "success"]);
		const since = await liar.submit(once);
		expect(await liar.settle(["once"], { since })).toEqual(["once succeeded"]);
	});

	test("a server that is away for a while is waited for", async () => {
		await using liar = await open({ dialect });
		liar.server.play("once", ["queued", "1 running", "1 running", "success"]);
		const since = await liar.submit(once);
		const seen: string[] = [];
		const onEvent = ({ type }: RunEvent) => {
			if (type === "attempt.started") liar.server.tell({ name: "html-500", times: 8 });
			seen.push(type);
		};
		expect(await liar.settle(["once"], { since, onEvent })).toEqual(["once succeeded"]);
		expect(seen).toContain("gap");
	});

	test.each([
		["success", ["1 running", "failure", "idle", "1 running", "success"], "succeeded"],
		["failure", ["1 running", "success", "idle", "1 running", "failure"], "failed"],
	] as const)("waiting for a %s goes on after %j", async (until, shows, fate) => {
		await using liar = await open({ dialect, jobs: [daily] });
		const since = await baselineOf(liar.client, ["daily"], { clock: liar.clock });
		liar.server.play("daily", shows);
		await liar.client.jobs.start("daily");
		expect(await liar.settle(["daily"], { since, until })).toEqual([`daily ${fate}`]);
	});

	test("a job and its child settle in the end", async () => {
		await using liar = await open({ dialect });
		const child: JobSpec = { name: "child", command: "cat", parents: ["once"], retries: 0 };
		liar.server.play("once", ["queued", "1 running", "success"]);
		liar.server.play("child", ["idle", "idle", "queued", "1 running", "failure"]);
		const since = await liar.submit(once, child);
		expect(await liar.settle(["once", "child"], { since })).toEqual(["once succeeded", "child failed"]);
	});

	test("a child that is queued a moment after its parent has succeeded is waited for", async () => {
		await using liar = await open({ dialect });
		const child: JobSpec = { name: "child", command: "cat", parents: ["once"], retries: 0 };
		liar.server.play("once", ["queued", "1 running", "success"]);
		liar.server.play("child", ["idle", "idle", "idle", "queued", "1 running", "failure"]);
		const since = await liar.submit(once, child);
		expect(await liar.settle(["once", "child"], { since })).toEqual(["once succeeded", "child failed"]);
	});

	test("all that happens is told in its order", async () => {
		await using liar = await open({ dialect, jobs: [daily] });
		const stop = new AbortController();
		const seen: string[] = [];
		liar.server.play("daily", ["queued", "1 running", "failure"]);
		await liar.client.jobs.start("daily");
		for await (const event of watchRuns(liar.client, { clock: liar.clock, everyMs: 1000, signal: stop.signal })) {
			seen.push("outcome" in event ? `${event.type} ${event.outcome}` : event.type);
			if (event.type === "run.settled") liar.server.remove("daily");
			if (event.type === "job.deleted") stop.abort();
		}
		expect(seen).toEqual(["attempt.started", "run.settled failed", "job.deleted"]);
	});
});
