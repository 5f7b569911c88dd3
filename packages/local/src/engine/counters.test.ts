import { describe, expect, test } from "vitest";
import { type Scene, type Step, dawn, fail, finish, jobIn, put, putIdle, start, tell } from "./story.samples.ts";

const at = (seconds: number): string => new Date(dawn + seconds * 1000).toISOString();
const past = "R/2025-12-31T23:59:00Z/PT1H";
const faithful: Scene = { rules: { faithful: true } };

interface Row {
	readonly successCount: number;
	readonly errorCount: number;
	readonly errorsSinceLastSuccess: number;
	readonly lastSuccess: string;
	readonly lastError: string;
	readonly disabled: boolean;
	readonly schedule: string;
}

// Before: one success and three failures, the last verdict a success.
const before: Row = {
	successCount: 1,
	errorCount: 3,
	errorsSinceLastSuccess: 2,
	lastSuccess: at(-100),
	lastError: at(-200),
	disabled: false,
	schedule: past,
};
const launched = { schedule: "R/2026-01-01T00:59:00.000Z/PT1H" };
const lost: Step[1] = (state) => ({ type: "attempt.lost", taskId: jobIn(state, "a").running[0] ?? "" });
const kill: Step = [2, { type: "tasks.killed", name: "a" }];
const disable: Step = [2, put("a", { ...before, ...launched, disabled: true, retries: 0 })];

describe("what an event changes (contract §5.7)", () => {
	const cases: readonly (readonly [string, Scene, Readonly<Record<string, unknown>>, readonly Step[], Partial<Row>])[] =
		[
			["launch", {}, {}, [], launched],
			[
				"finished",
				{},
				{},
				[[5, finish("a")]],
				{ ...launched, successCount: 2, errorsSinceLastSuccess: 0, lastSuccess: at(5) },
			],
			[
				"finished, disabled meanwhile",
				{},
				{},
				[disable, [5, finish("a")]],
				{ ...launched, successCount: 2, errorsSinceLastSuccess: 0, lastSuccess: at(5), disabled: true },
			],
			[
				"finished, count 0",
				{},
				{ schedule: "R1/2025-12-31T23:59:00Z/PT1H" },
				[[5, finish("a")]],
				{
					schedule: "R0/2026-01-01T00:59:00.000Z/PT1H",
					successCount: 2,
					errorsSinceLastSuccess: 0,
					lastSuccess: at(5),
					disabled: true,
				},
			],
			["attempt failed, retry granted", {}, { retries: 1 }, [[5, fail("a")]], launched],
			[
				"failed for good",
				{},
				{ retries: 0 },
				[[5, fail("a")]],
				{ ...launched, errorCount: 4, errorsSinceLastSuccess: 3, lastError: at(5) },
			],
			[
				"failed for good, once too often",
				{ disableAfterFailures: 3 },
				{ retries: 0 },
				[[5, fail("a")]],
				{ ...launched, errorCount: 4, errorsSinceLastSuccess: 3, lastError: at(5), disabled: true },
			],
			[
				"lost",
				{},
				{ retries: 0 },
				[[5, lost]],
				{ ...launched, errorCount: 4, errorsSinceLastSuccess: 3, lastError: at(5) },
			],
			["killed", {}, {}, [kill, [5, finish("a", { signal: "SIGTERM" })]], launched],
			[
				"asked to stop, and done before",
				{},
				{},
				[kill, [5, finish("a")]],
				{ ...launched, successCount: 2, errorsSinceLastSuccess: 0, lastSuccess: at(5) },
			],
			[
				"success mark",
				{},
				{ schedule: "R0/2030-01-01T00:00:00Z/P1D" },
				[[5, { type: "job.marked-successful", name: "a" }]],
				{
					schedule: "R0/2030-01-01T00:00:00Z/P1D",
					successCount: 2,
					errorsSinceLastSuccess: 0,
					lastSuccess: at(5),
				},
			],
			[
				"failed for good, disabled meanwhile",
				{},
				{},
				[disable, [5, fail("a")]],
				{ ...launched, errorCount: 4, errorsSinceLastSuccess: 3, lastError: at(5), disabled: true },
			],
			[
				"the same, faithfully",
				faithful,
				{},
				[disable, [5, fail("a")]],
				{ ...launched, errorCount: 4, errorsSinceLastSuccess: 3, lastError: at(5), disabled: false },
			],
			[
				"a launch that fails",
				{},
				{ retries: 0 },
				[[5, finish("a", { reason: "launch-failed" })]],
				{ ...launched, errorCount: 4, errorsSinceLastSuccess: 3, lastError: at(5) },
			],
			["the same, faithfully", faithful, { retries: 0 }, [[5, finish("a", { reason: "launch-failed" })]], launched],
		];
	test.each(cases)("%s %j", (...[, scene, fields, steps, changes]) => {
		const { job } = jobIn(tell(scene, [[0, put("a", { ...before, ...fields })], ...steps]).state, "a");
		expect(job).toMatchObject({ ...before, ...fields, ...changes });
	});
});

describe("a retry is granted (contract §5.6)", () => {
	const ok = at(-10);
	const bad = at(-20);
	test.each([
		["to a fresh job", { retries: 2 }, true],
		["as long as there are any left", { retries: 0 }, false],
		["not to a job that never succeeded since", { retries: 2, lastError: bad }, false],
		["after a success", { retries: 2, lastError: bad, lastSuccess: ok }, true],
		["after both at once", { retries: 2, lastError: ok, lastSuccess: ok }, true],
		["not after a later failure", { retries: 2, lastError: ok, lastSuccess: bad }, false],
		["not for a negative number", { retries: -1 }, false],
		["not after a date that cannot be read", { retries: 2, lastError: "soon", lastSuccess: ok }, false],
	])("%s: %j %s", (_, fields, isGranted) => {
		const { state } = tell({}, [
			[0, putIdle("a", fields)],
			[1, start("a")],
			[2, fail("a")],
		]);
		expect(jobIn(state, "a").waiting).toHaveLength(isGranted ? 1 : 0);
		expect(jobIn(state, "a").job.errorCount).toBe(isGranted ? 0 : 1);
	});

	test("by the job as it is then, not as it was at the launch", () => {
		const { state } = tell({}, [
			[0, putIdle("a", { retries: 0 })],
			[1, start("a")],
			[2, putIdle("a", { retries: 1 })],
			[3, fail("a")],
		]);
		expect(jobIn(state, "a").waiting).toHaveLength(1);
	});
});

test("an update wipes the counters, unless it is asked to keep them (contract §2.7)", () => {
	const counted = putIdle("a", { successCount: 7, lastSuccess: at(-5) });
	const blank = putIdle("a");
	expect(
		jobIn(
			tell({}, [
				[0, counted],
				[1, blank],
			]).state,
			"a",
		).job,
	).toMatchObject({ successCount: 0, lastSuccess: "" });
	const kept = tell({}, [
		[0, counted],
		[1, { ...blank, keepsCounters: true } as typeof blank],
	]);
	expect(jobIn(kept.state, "a").job).toMatchObject({ successCount: 7, lastSuccess: at(-5) });
});
