import {
	baselineOf,
	type Fate,
	type LocalEvent,
	type LocalReader,
	type LocalRun,
	type ReadClient,
	type RunEvent,
	settleRuns,
	type SettleOptions,
} from "@chronos-job/core";
import { describe, expect, it } from "vitest";
import { type FakeServer, fakeServer, jobOf, sleepingClock } from "./fake-server.ts";

const start = Date.UTC(2026, 10, 21, 12);
const once = { schedule: "R1//P1Y" };
const gone = { schedule: "R0/2027-11-21T12:00:00.000Z/P1Y" };
const daily = { schedule: "R/2026-11-22T06:00:00.000Z/P1D" };
const success = { successCount: 1, lastSuccess: "2026-11-21T12:00:01.000Z" };

interface Waiting {
	readonly fates: readonly Fate[];
	readonly events: readonly RunEvent[];
}

/** Waits while a script runs: one entry for every time that the waiting sleeps; when it is over, so is the patience. */
async function settle(
	client: ReadClient,
	script: readonly (() => void)[],
	options: Pick<SettleOptions, "jobs"> & Partial<SettleOptions>,
): Promise<Waiting> {
	const abort = new AbortController();
	let turn = 0;
	const clock = sleepingClock(() => {
		const act = script[turn++];
		if (act === undefined) abort.abort(new Error("no patience left"));
		else act();
	});
	const events: RunEvent[] = [];
	const onEvent = (event: RunEvent): void => void events.push(event);
	const fates = await settleRuns(client, {
		clock,
		everyMs: 2000,
		signal: abort.signal,
		until: "any",
		onEvent,
		...options,
	});
	return { fates, events };
}

describe("on a server that only answers", () => {
	const now = { clock: sleepingClock() };

	it("the fates of several jobs come in the order of their names as given, and as they are known", async () => {
		const server = fakeServer([jobOf({ name: "a", ...once }), jobOf({ name: "b", ...once })]);
		const since = await baselineOf(server.client, ["a", "b"], now);
		const told: string[] = [];
		const { fates } = await settle(
			server.client,
			[
				() => void server.jobs.set("b", jobOf({ name: "b", ...gone, ...success, disabled: true })),
				() =>
					void server.jobs.set(
						"a",
						jobOf({ name: "a", ...gone, errorCount: 1, lastError: "2026-11-21T12:00:03.000Z" }),
					),
			],
			{ jobs: ["a", "b"], since, onFate: ({ job }) => told.push(job) },
		);
		expect(fates).toEqual([
			{ job: "a", outcome: "failed", at: start + 3000 },
			{ job: "b", outcome: "succeeded", at: start + 1000 },
		]);
		expect(told).toEqual(["b", "a"]);
	});

	it("what has happened between the baseline and the first look is told as well", async () => {
		const server = fakeServer([jobOf({ ...gone, ...success, disabled: true })]);
		const since = await baselineOf(server.client, ["nightly"], now);
		server.jobs.set("nightly", jobOf({ ...gone, ...success, successCount: 2, disabled: true }));
		const { fates, events } = await settle(server.client, [], { jobs: ["nightly"], since });
		expect(fates).toMatchObject([{ outcome: "succeeded" }]);
		expect(events).toMatchObject([{ type: "run.settled", outcome: "succeeded" }]);
	});

	it("a job that is not there cannot be waited for", async () => {
		const { client } = fakeServer();
		await expect(settle(client, [], { jobs: ["nightly"] })).rejects.toMatchObject({ code: "job.not-found" });
	});

	it("ends with the reason of the signal", async () => {
		const { client } = fakeServer([jobOf(daily)]);
		await expect(settle(client, [() => undefined], { jobs: ["nightly"] })).rejects.toThrow("no patience left");
	});

	it("nothing to wait for is no wait", async () => {
		expect(await settle(fakeServer().client, [], { jobs: [] })).toEqual({ fates: [], events: [] });
	});
});

describe("on a server of ours", () => {
	interface Ours {
		readonly server: FakeServer;
		readonly client: ReadClient;
		readonly runs: LocalRun[];
	}

	/** Streams what is pushed before it is asked; then it ends, and is asked again. */
	function ours(jobs: readonly Parameters<typeof jobOf>[0][], events: LocalEvent[]): Ours {
		const server = fakeServer(jobs.map(jobOf));
		const runs: LocalRun[] = [];
		const reader = {
			facts: { version: "1", storeId: "store", lastEventId: 0 },
			runs: async (query: { job?: string; limit?: number } = {}) =>
				runs
					.filter(({ job }) => query.job === undefined || query.job === job)
					.toReversed()
					.slice(0, query.limit),
			events: async function* (after = 0) {
				yield* events.filter(({ id = 0 }) => id > after);
			},
		} as unknown as LocalReader;
		return {
			server,
			runs,
			client: { ...server.client, server: { local: async () => reader } } as unknown as ReadClient,
		};
	}

	function runOf(id: number, fields: Partial<LocalRun> = {}): LocalRun {
		return {
			id,
			job: "nightly",
			cause: "schedule",
			phase: fields.outcome === undefined ? "live" : "settled",
			outcome: undefined,
			dropReason: undefined,
			queuedAt: start,
			dueAt: undefined,
			retryAt: undefined,
			settledAt: fields.outcome === undefined ? undefined : start + id,
			args: "",
			attempts: [],
			...fields,
		};
	}

	const eventOf = (id: number, type: string, fields: object = {}): LocalEvent => ({
		id,
		type,
		at: start + id,
		fields: { job: "nightly", ...fields },
	});
	const settled = (id: number, runId: number, outcome: string): LocalEvent =>
		eventOf(id, "run.settled", { runId, outcome });
	const clock = sleepingClock();

	it("all events are told before the fate that they lead to", async () => {
		const events: LocalEvent[] = [];
		const { client, runs } = ours([{ ...gone, disabled: true }], events);
		runs.push(runOf(3, { outcome: "failed" }));
		const since = await baselineOf(client, ["nightly"], { clock });
		events.push(
			eventOf(1, "job.updated"),
			eventOf(2, "run.queued", { runId: 5 }),
			eventOf(3, "job.disabled"),
			settled(4, 5, "succeeded"),
		);
		runs.push(runOf(5, { outcome: "succeeded" }));
		const waiting = await settle(client, [], { jobs: ["nightly"], since });
		expect(waiting.fates).toEqual([{ job: "nightly", outcome: "succeeded", runId: 5, at: start + 5 }]);
		expect(waiting.events.map(({ type }) => type)).toEqual([
			"job.changed",
			"run.queued",
			"job.disabled",
			"run.settled",
		]);
	});

	it("a run from before does not count, one that had yet to be launched does", async () => {
		const events: LocalEvent[] = [];
		const { client, runs } = ours([daily], events);
		runs.push(runOf(3), runOf(4, { phase: "queued" }));
		const since = await baselineOf(client, ["nightly"], { clock });
		runs.splice(0, 2, runOf(3, { outcome: "failed" }), runOf(4, { outcome: "succeeded" }));
		events.push(settled(1, 3, "failed"), settled(2, 4, "succeeded"));
		expect((await settle(client, [], { jobs: ["nightly"], since })).fates).toMatchObject([
			{ runId: 4, outcome: "succeeded" },
		]);
	});

	it("without a baseline the run that is under way counts", async () => {
		const events: LocalEvent[] = [];
		const { client, runs } = ours([daily], events);
		runs.push(runOf(3));
		const end = (): void => {
			runs.splice(0, 1, runOf(3, { outcome: "failed" }));
			events.push(settled(1, 3, "failed"));
		};
		expect((await settle(client, [end], { jobs: ["nightly"] })).fates).toMatchObject([{ runId: 3, outcome: "failed" }]);
	});

	it("without a baseline a job at rest has the fate of its last run", async () => {
		const { client, runs } = ours([{ ...gone, disabled: true }], []);
		runs.push(runOf(3, { outcome: "failed" }), runOf(4, { outcome: "succeeded" }));
		expect((await settle(client, [], { jobs: ["nightly"] })).fates).toMatchObject([{ runId: 4, outcome: "succeeded" }]);
	});

	it("a start by hand may come to nothing", async () => {
		const events: LocalEvent[] = [];
		const { client } = ours([{ ...daily, disabled: true }], events);
		const since = await baselineOf(client, ["nightly"], { clock });
		events.push(eventOf(1, "start.dropped", { cause: "manual", because: "disabled" }));
		expect((await settle(client, [], { jobs: ["nightly"], since })).fates).toMatchObject([
			{ outcome: "dropped", reason: "disabled" },
		]);
	});

	it("a job may be deleted while it is waited for", async () => {
		const events: LocalEvent[] = [];
		const { client, runs, server } = ours([gone], events);
		runs.push(runOf(3));
		const remove = (): void => {
			server.jobs.delete("nightly");
			runs.splice(0, 1, runOf(3, { outcome: "killed" }));
			events.push(eventOf(1, "job.deleted"), settled(2, 3, "killed"));
		};
		expect((await settle(client, [remove], { jobs: ["nightly"] })).fates).toMatchObject([{ outcome: "vanished" }]);
	});

	it("a child of a job that has failed for good rests", async () => {
		const events: LocalEvent[] = [];
		const { client, runs } = ours([{ name: "a", ...gone }, { parents: ["a"] }], events);
		const since = await baselineOf(client, ["nightly"], { clock });
		runs.push(runOf(3, { job: "a", outcome: "failed" }));
		events.push({ ...settled(1, 3, "failed"), fields: { job: "a", runId: 3, outcome: "failed" } });
		expect((await settle(client, [], { jobs: ["nightly"], since })).fates).toMatchObject([{ outcome: "idle" }]);
	});

	it("waiting for a success goes on after a failure while the job goes on", async () => {
		const events: LocalEvent[] = [];
		const { client, runs } = ours([daily], events);
		const since = await baselineOf(client, ["nightly"], { clock });
		runs.push(runOf(3, { outcome: "failed" }));
		events.push(settled(1, 3, "failed"));
		const next = (): void => {
			runs.push(runOf(4, { outcome: "succeeded" }));
			events.push(settled(2, 4, "succeeded"));
		};
		const { fates } = await settle(client, [next], { jobs: ["nightly"], since, until: "success" });
		expect(fates).toMatchObject([{ runId: 4, outcome: "succeeded" }]);
	});

	it("rest is when nothing is queued, runs or waits for a retry", async () => {
		const events: LocalEvent[] = [];
		const { client, runs } = ours([daily], events);
		runs.push(runOf(3, { phase: "waiting" }));
		const end = (): void => {
			runs.splice(0, 1, runOf(3, { outcome: "failed" }));
			events.push(settled(1, 3, "failed"));
		};
		expect((await settle(client, [end], { jobs: ["nightly"], until: "idle" })).fates).toMatchObject([
			{ outcome: "idle" },
		]);
	});
});
