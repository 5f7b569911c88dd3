import { describe, expect, it } from "vitest";
import { manualClock, memoryStore, scriptedExecutor, type ScriptedJob, startLocal } from "../src/index.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A server that looks at its clock every minute, as it does where somebody may set it. */
async function openHouse(script: Readonly<Record<string, ScriptedJob>>) {
	const time = manualClock("2026-03-01T00:30:00Z");
	const clock = { ...time, longestSleepMs: 60_000 };
	const executor = scriptedExecutor(script);
	const store = memoryStore();
	const server = await startLocal({ store, executor, clock });
	const put = async (name: string, fields: object) => {
		const body = JSON.stringify({ name, command: "true", retries: 0, ...fields });
		const headers = { "content-type": "application/json" };
		expect((await server.fetch("/v1/scheduler/iso8601", { method: "POST", headers, body })).status).toBe(204);
	};
	/** Job and wall clock of each launch, to the minute. */
	const launches = () => executor.started.map(({ job, at }) => `${job} ${new Date(at).toISOString().slice(5, 16)}`);
	return { server, store, put, time, launches, [Symbol.asyncDispose]: () => server.close() };
}

async function openDay() {
	const house = await openHouse({ flaky: ["fail", "succeed"], long: { afterMs: 4 * hourMs } });
	await house.put("hourly", { schedule: "R/2026-03-01T01:00:00Z/PT1H" });
	await house.put("flaky", { schedule: "R1/2026-03-01T03:29:50Z/PT1H", retries: 1 });
	await house.put("long", { schedule: "R1/2026-03-01T01:00:00Z/PT1H" });
	await house.time.advance(3 * hourMs);
	const before = [
		"hourly 03-01T01:00",
		"long 03-01T01:00",
		"hourly 03-01T02:00",
		"hourly 03-01T03:00",
		"flaky 03-01T03:29",
	];
	expect(house.launches()).toEqual(before);
	return { ...house, launchesSince: () => house.launches().slice(before.length) };
}

describe("a clock that is set", () => {
	it("back by a day launches nothing twice; schedules wait for the clock, retries do not", async () => {
		await using day = await openDay();
		const { time, put, launchesSince, store } = day;
		time.step({ days: -1 });
		await put("now", { schedule: "R1//PT1H" });
		await time.advance(23 * hourMs);
		expect(launchesSince()).toEqual(["now 02-28T03:30", "flaky 02-28T03:30"]);
		await time.advance(3 * hourMs);
		expect(launchesSince().slice(2)).toEqual(["hourly 03-01T04:00", "hourly 03-01T05:00"]);
		const outcomes = store.history.listRuns({ limit: 99 }).map(({ run }) => run.outcome);
		expect(outcomes).toEqual(Array(8).fill("succeeded"));
	});

	it("forwards by a day makes up with one run for all that was passed over, and says which", async () => {
		await using day = await openDay();
		const { time, launchesSince, store } = day;
		time.step({ days: 1 });
		await time.advance(60_000);
		expect(launchesSince()).toEqual(["flaky 03-02T03:30", "hourly 03-02T03:30"]);
		const [made] = store.history.listRuns({ job: "hourly", limit: 1 });
		expect([made?.run.dueAt, made?.run.coversUntil]).toEqual(
			["2026-03-01T04:00:00Z", "2026-03-02T04:00:00Z"].map((text) => Date.parse(text)),
		);
		await time.advance(2 * hourMs);
		expect(launchesSince().slice(2)).toEqual(["hourly 03-02T04:00", "hourly 03-02T05:00"]);
		expect(store.history.listRuns({ job: "long", limit: 1 })[0]?.run.outcome).toBe("succeeded");
	});

	it.each([
		["forwards", 1],
		["back", -1],
	])("%s by a day leaves the limit of an attempt as long as it is", async (_, days) => {
		await using house = await openHouse({ long: { afterMs: 20 * hourMs } });
		const { time, store } = house;
		await house.put("long", { schedule: "R1//PT1H", maxCompletionTime: 12 * 3600 });
		await time.advance(3 * hourMs);
		time.step({ days });
		await time.advance(9 * hourMs - 120_000);
		expect(store.history.listRuns({ limit: 1 })[0]?.run.outcome).toBeUndefined();
		await time.advance(120_000 + 1000);
		const [end] = store.history.listRuns({ limit: 1 })[0]?.attempts.map(({ end }) => end?.reason) ?? [];
		expect(end).toBe("timeout");
		const events = store.history.listEvents({ after: 0, limit: 100 }).map(({ event }) => event);
		expect(events).toContainEqual({ type: "clock.stepped", byMs: days * dayMs });
	});

	it("by less than a second, or slowly, is not noticed", async () => {
		await using house = await openHouse({ long: { afterMs: 20 * hourMs } });
		await house.put("long", { schedule: "R1//PT1H", maxCompletionTime: 12 * 3600 });
		for (let minute = 0; minute < 60; minute += 1) {
			house.time.step({ ms: 900 });
			await house.time.advance(60_000);
			await house.put(`job-${String(minute)}`, { schedule: "R/2030-01-01T00:00:00Z/P1D" });
		}
		const types = house.store.history.listEvents({ after: 0, limit: 1000 }).map(({ event }) => event.type);
		expect(types).toContain("job.created");
		expect(types).not.toContain("clock.stepped");
	});

	it("while the store fails is remembered until it can be stored", async () => {
		await using house = await openHouse({ flaky: ["fail", "succeed"] });
		const { time, store, server } = house;
		await house.put("flaky", { schedule: "R1//PT1H", retries: 1 });
		await time.advance(1000);
		const commit = store.commit.bind(store);
		Object.assign(store, {
			commit: () => {
				throw new Error("the disk is full");
			},
		});
		time.step({ days: 1 });
		await expect(server.engine.tell({ type: "queue.cleared", name: "flaky" })).rejects.toThrow("the disk is full");
		Object.assign(store, { commit });
		await time.advance(30_000);
		expect(house.launches()).toHaveLength(1);
		await time.advance(31_000);
		expect(house.launches()[1]).toBe("flaky 03-02T00:31");
	});
});
