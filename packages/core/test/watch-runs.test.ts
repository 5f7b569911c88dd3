import {
	ChronosError,
	type LocalEvent,
	type LocalReader,
	type ReadClient,
	ResponseError,
	type RunEvent,
	watchRuns,
} from "@chronos-job/core";
import { describe, expect, it } from "vitest";
import { fakeServer, jobOf, sleepingClock } from "./fake-server.ts";

const start = Date.UTC(2026, 10, 21, 12);
const daily = { schedule: "R/2026-11-22T06:00:00.000Z/P1D" };
const everyMs = 2000;

/** Watches while a script runs: one entry for every time the watcher sleeps. */
async function watch(
	client: ReadClient,
	script: readonly (() => void)[],
	jobs?: readonly string[],
): Promise<readonly RunEvent[]> {
	const abort = new AbortController();
	let turn = 0;
	const clock = sleepingClock(() => {
		const act = script[turn++];
		if (act === undefined) abort.abort();
		else act();
	});
	const events: RunEvent[] = [];
	for await (const event of watchRuns(client, { clock, everyMs, signal: abort.signal, jobs })) events.push(event);
	return events;
}

describe("a server that only answers", () => {
	it("is looked at again and again, and what has changed is told", async () => {
		const server = fakeServer([jobOf(daily)]);
		const events = await watch(server.client, [
			() => server.states.set("nightly", "queued"),
			() => void server.states.set("nightly", "1 running"),
			() => {
				server.states.delete("nightly");
				server.jobs.set("nightly", jobOf({ ...daily, successCount: 1, lastSuccess: "2026-11-21T12:00:05.000Z" }));
			},
		]);
		expect(events).toEqual([
			{ type: "run.queued", at: start + 2000, job: "nightly" },
			{ type: "attempt.started", at: start + 4000, job: "nightly", running: 1 },
			{ type: "run.settled", at: start + 5000, job: "nightly", outcome: "succeeded" },
		]);
	});

	it("is asked for all jobs only when something has moved", async () => {
		const server = fakeServer([jobOf(daily)]);
		const nothing = (): void => undefined;
		await watch(server.client, [
			nothing,
			nothing,
			nothing,
			() => void server.states.set("nightly", "queued"),
			nothing,
			nothing,
			nothing,
		]);
		expect(server.reads.get("summaries")).toBe(8);
		// The first look and the one after it, and the same again.
		expect(server.reads.get("list")).toBe(4);
	});

	it("may be away for a while, which is a gap, and what has changed meanwhile is told", async () => {
		let isAway = false;
		const server = fakeServer([jobOf(daily)], {
			failing: () => (isAway ? new ChronosError("target.unreachable", "away") : undefined),
		});
		const events = await watch(server.client, [
			() => void (isAway = true),
			() => void server.states.set("nightly", "queued"),
			() => void (isAway = false),
		]);
		expect(events).toEqual([
			{ type: "gap", at: start + 2000 + 4000 + 8000, since: start },
			{ type: "run.queued", at: start + 14_000, job: "nightly" },
		]);
	});

	it.each([
		["wants other credentials", new ChronosError("target.unauthorized", "who are you")],
		["is there no more than a bug is", new TypeError("oops")],
	])("ends the watching when it %s", async (_, error) => {
		let failure: Error | undefined;
		const server = fakeServer([jobOf(daily)], { failing: () => failure });
		await expect(watch(server.client, [() => void (failure = error)])).rejects.toBe(error);
	});

	it("has to be there at first", async () => {
		const server = fakeServer([], { failing: () => new ChronosError("target.unreachable", "away") });
		await expect(watch(server.client, [])).rejects.toMatchObject({ code: "target.unreachable" });
	});

	it("may stumble at first, though not for ever", async () => {
		let stumbles = 3;
		const stumble = new ResponseError("target.refused", "oops", { status: 500, body: "" });
		const server = fakeServer([jobOf(daily)], { failing: () => (stumbles-- > 0 ? stumble : undefined) });
		const nothing = (): void => undefined;
		const queue = (): void => void server.states.set("nightly", "queued");
		expect(await watch(server.client, [nothing, nothing, nothing, queue])).toMatchObject([{ type: "run.queued" }]);
		stumbles = 100;
		await expect(
			watch(
				server.client,
				Array.from({ length: 50 }, () => nothing),
			),
		).rejects.toBe(stumble);
	});

	it("is watched for some jobs", async () => {
		const server = fakeServer([jobOf({ name: "a", ...daily }), jobOf({ name: "b", ...daily })]);
		const queueBoth = (): void => {
			server.states.set("a", "queued");
			server.states.set("b", "queued");
		};
		expect(await watch(server.client, [queueBoth], ["b"])).toMatchObject([{ type: "run.queued", job: "b" }]);
	});
});

describe("a server of ours", () => {
	type Stream = readonly (LocalEvent | Error)[];

	/** Streams its events piece by piece: each asking is answered by the next stream. */
	function telling(streams: readonly Stream[], storeIds: readonly string[] = []) {
		const asked: (number | undefined)[] = [];
		let asks = 0;
		const reader = (): LocalReader =>
			({
				facts: { version: "1", storeId: storeIds[asks++] ?? "store", lastEventId: 10 },
				events: async function* (after: number | undefined) {
					asked.push(after);
					for (const event of streams[asked.length - 1] ?? []) {
						if (event instanceof Error) throw event;
						yield event;
					}
				},
			}) as unknown as LocalReader;
		const client = { ...fakeServer().client, server: { local: async () => reader() } } as unknown as ReadClient;
		return { client, asked };
	}

	const eventOf = (id: number, type: string, fields: object = {}): LocalEvent => ({
		id,
		type,
		at: start + id,
		fields: { job: "nightly", ...fields },
	});

	it("tells by itself, and is asked to go on where its stream broke", async () => {
		const { client, asked } = telling([
			[eventOf(11, "run.queued", { runId: 1 }), new ChronosError("target.unreachable", "away")],
			[eventOf(12, "run.settled", { runId: 1, outcome: "succeeded" })],
		]);
		expect(await watch(client, [() => undefined])).toEqual([
			{ type: "run.queued", at: start + 11, job: "nightly", runId: 1 },
			{ type: "run.settled", at: start + 12, job: "nightly", runId: 1, outcome: "succeeded" },
		]);
		expect(asked.slice(0, 2)).toEqual([10, 11]);
	});

	it("may have forgotten events, which is a gap", async () => {
		const { client } = telling([
			[{ id: undefined, type: "gap", at: start, fields: { from: 40 } }, eventOf(40, "run.queued")],
		]);
		expect(await watch(client, [])).toMatchObject([{ type: "gap" }, { type: "run.queued" }]);
	});

	it("may have begun anew with another store, which is a gap", async () => {
		const { client, asked } = telling([[eventOf(30, "run.queued")], [eventOf(11, "job.created")]], ["old", "new"]);
		expect(await watch(client, [() => undefined])).toMatchObject([
			{ type: "run.queued" },
			{ type: "gap" },
			{ type: "job.created" },
		]);
		expect(asked.slice(0, 2)).toEqual([10, 10]);
	});
});
