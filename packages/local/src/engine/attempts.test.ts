import { describe, expect, test } from "vitest";
import { listDurations, noDurations, withDuration } from "./durations.ts";
import { histogramOf } from "./histogram-of.ts";
import type { FoundAttempt, Input } from "./input.ts";
import { findRun, type JobState } from "./state.ts";
import { summaryOf } from "./summary-of.ts";
import { timestamp } from "./timestamp.ts";
import {
	dawn,
	fail,
	finish,
	firstAttempt,
	jobIn,
	last,
	put,
	putIdle,
	type Scene,
	start,
	type Step,
	tell,
	tick,
} from "./story.samples.ts";

const faithful: Scene = { rules: { faithful: true } };
const job = (scene: Scene, steps: readonly Step[]): JobState => jobIn(tell(scene, steps).state, "a");
const one: readonly Step[] = [
	[0, putIdle("a")],
	[1, start("a")],
];
const seen: Step[1] = (state) => ({ type: "attempt.started", taskId: firstAttempt(state, "a") });
const at = (seconds: number): number => dawn + seconds * 1000;
const kill: Input = { type: "tasks.killed", name: "a" };

describe("a failed attempt", () => {
	test("is tried again after a minute, with its time and number in the task id", () => {
		const steps: readonly Step[] = [...one, [2, fail("a")]];
		expect(last({}, steps)).toEqual(["attempt.started a", "attempt.ended a", "retry.planned a", "wake 62"]);
		expect(summaryOf(job({}, steps)).state).toBe("idle");
		expect(last({}, [...steps, [61.999, tick]])).toEqual([]);
		expect(last({}, [...steps, [62, tick]])).toContain("launch ct:62:1:a:");
	});

	test("has as many successors as the job has retries, then the run has failed once", () => {
		const steps: readonly Step[] = [
			...one,
			...[2, 62, 122].flatMap((at): readonly Step[] => [
				[at, tick],
				[at, fail("a")],
			]),
		];
		expect(last({}, steps)).toContain("run.settled a failed");
		expect(job({}, steps).job).toMatchObject({ errorCount: 1, errorsSinceLastSuccess: 1 });
	});

	test("waits as long as the server is told", () => {
		expect(last({ failureRetryMs: 5000 }, [...one, [2, fail("a")]])).toContain("wake 7");
	});

	test("is not tried again once the job is disabled", () => {
		const steps: readonly Step[] = [...one, [2, fail("a")], [3, putIdle("a", { disabled: true })], [62, tick]];
		expect(last({}, steps)).toContain("run.settled a dropped disabled");
	});

	const overtaken: readonly Step[] = [...one, [2, fail("a")], [61, start("a")], [62, tick]];
	test("whose retry comes while the job is busy is tried when it is free", () => {
		expect(last({}, overtaken)).not.toContain("run.settled a dropped running");
		expect(last({}, [...overtaken, [70, finish("a")]])).toContain("launch ct:62:1:a:");
	});
	test("faithfully, it is then forgotten", () => {
		expect(last(faithful, overtaken)).toContain("run.settled a dropped running");
		expect(last(faithful, [...overtaken, [70, finish("a")]]).filter((deed) => deed.startsWith("launch"))).toEqual([]);
	});
});

describe("an attempt that runs too long", () => {
	const steps: readonly Step[] = [
		[0, putIdle("a", { maxCompletionTime: 10, retries: 0 })],
		[1, start("a")],
		[3, seen],
	];
	test("is stopped after its time, counted from its start", () => {
		expect(last({}, steps)).toContain("wake 13");
		expect(last({}, [...steps, [13, tick]])).toContain("stop ct:1:0:a: timeout");
	});
	test("has failed", () => {
		const late: readonly Step[] = [...steps, [13, tick], [14, finish("a", { signal: "SIGTERM" })]];
		expect(job({}, late).job.errorCount).toBe(1);
		expect(tell({}, late).effects.at(-1)).toContainEqual(
			expect.objectContaining({
				event: expect.objectContaining({ end: expect.objectContaining({ reason: "timeout", outcome: "failed" }) }),
			}),
		);
	});
	test("is left alone once it has ended", () => {
		expect(last({}, [...steps, [4, finish("a")], [13, tick]])).toEqual([]);
	});
});

describe("a kill (contract §5.10)", () => {
	test("stops every attempt and nothing else", () => {
		const steps: readonly Step[] = [
			[0, putIdle("a", { concurrent: true })],
			[1, start("a")],
			[2, fail("a")],
			[3, start("a")],
			[4, start("a")],
			[5, kill],
		];
		expect(last({}, steps).filter((deed) => deed.startsWith("stop"))).toEqual([
			"stop ct:3:0:a: kill",
			"stop ct:4:0:a: kill",
		]);
		expect(job({}, steps).waiting).toHaveLength(1);
	});
	test("of a job that does not run is no mistake; of an unknown one it is", () => {
		expect(
			last({}, [
				[0, putIdle("a")],
				[1, kill],
			]),
		).toEqual([]);
		expect(last({}, [[1, kill]])).toEqual(["refuse job.not-found"]);
	});
	test("may be said twice", () => {
		expect(last({}, [...one, [2, kill], [3, kill]])).toEqual(["stop ct:1:0:a: kill"]);
	});
});

describe("an end", () => {
	test.each<readonly [string, Step[1], string]>([
		["with 0 is a success", finish("a"), "succeeded"],
		["with another code is a failure", finish("a", { exitCode: 3 }), "failed"],
		["by a signal is a failure", finish("a", { signal: "SIGSEGV" }), "failed"],
		[
			"for want of memory is a failure, whatever the code",
			finish("a", { exitCode: 0, reason: "out-of-memory" }),
			"failed",
		],
		["by a kill from elsewhere is a kill", finish("a", { reason: "killed" }), "killed"],
		["that nobody saw is a loss", (state) => ({ type: "attempt.lost", taskId: firstAttempt(state, "a") }), "lost"],
	])("%s", (...[, told, outcome]) => {
		const steps: readonly Step[] = [
			[0, putIdle("a", { retries: 0 })],
			[1, start("a")],
			[2, told],
		];
		expect(last({}, steps)).toContain(`run.settled a ${outcome}`);
	});
	test("that is told twice counts once", () => {
		const again: Input = { type: "attempt.finished", taskId: `ct:${dawn + 1000}:0:a:`, exitCode: 0 };
		expect(last({}, [...one, [2, again], [3, again]])).toEqual([]);
		expect(job({}, [...one, [2, again], [3, again]]).job.successCount).toBe(1);
	});
	test("counts from when it was, not from when it is told", () => {
		const told: readonly Step[] = [...one, [90, finish("a", { exitCode: 0, startedAt: at(2), endedAt: at(50) })]];
		expect(job({}, told).job.lastSuccess).toBe(timestamp(at(50)));
		expect(listDurations(job({}, told).durations)).toEqual([49_000]);
		const ended = tell({}, told).effects.at(-1) ?? [];
		expect(ended).toContainEqual(
			expect.objectContaining({
				type: "attempt.save",
				attempt: expect.objectContaining({ startedAt: at(2), end: expect.objectContaining({ at: at(50) }) }),
			}),
		);
		expect(ended).toContainEqual(
			expect.objectContaining({ type: "run.save", run: expect.objectContaining({ settledAt: at(50) }) }),
		);
		const failed: readonly Step[] = [...one, [90, finish("a", { exitCode: 1, endedAt: at(50) })]];
		expect(job({ failureRetryMs: 0 }, [[0, putIdle("a", { retries: 0 })], ...failed.slice(1)]).job.lastError).toBe(
			timestamp(at(50)),
		);
	});
	test("is before it was seen to run when who looked was late", () => {
		const told: readonly Step[] = [
			...one,
			[60, seen],
			[90, finish("a", { exitCode: 0, startedAt: at(2), endedAt: at(50) })],
		];
		expect(job({}, told).job.lastSuccess).toBe(timestamp(at(50)));
		expect(tell({}, told).effects.at(-1)).toContainEqual(
			expect.objectContaining({
				type: "attempt.save",
				attempt: expect.objectContaining({ startedAt: at(2), end: expect.objectContaining({ at: at(50) }) }),
			}),
		);
	});
	test.each([
		["is never before the launch", -500, 1],
		["is never to come", 500, 90],
	])("%s, whatever a clock says", (_, endedAt, expected) => {
		const told: readonly Step[] = [
			...one,
			[90, finish("a", { exitCode: 0, startedAt: at(endedAt), endedAt: at(endedAt) })],
		];
		expect(job({}, told).job.lastSuccess).toBe(timestamp(at(expected)));
	});
	test("says more about its reason where more is known", () => {
		const told: readonly Step[] = [...one, [2, finish("a", { reason: "launch-failed", detail: "there is no user x" })]];
		expect(tell({}, told).effects.at(-1)).toContainEqual(
			expect.objectContaining({
				type: "attempt.save",
				attempt: expect.objectContaining({
					end: expect.objectContaining({ reason: "launch-failed: there is no user x" }),
				}),
			}),
		);
	});
	test("before a launch leaves a faithful job stuck until something else happens", () => {
		const stuck: readonly Step[] = [...one, [2, finish("a", { reason: "launch-failed" })]];
		expect(summaryOf(job(faithful, stuck)).state).toBe("1 running");
		expect(last(faithful, stuck)).toContain("run.settled a dropped launch-failed");
		expect(summaryOf(job(faithful, [...stuck, [3, start("a")], [4, finish("a")]])).state).toBe("idle");
		expect(summaryOf(job({}, stuck)).state).toBe("idle");
	});
});

describe("after a restart", () => {
	const restarted =
		(found?: FoundAttempt["found"]): Step[1] =>
		(state) => ({
			type: "restarted",
			attempts: found === undefined ? [] : [{ taskId: firstAttempt(state, "a"), found }],
		});
	test.each<readonly [FoundAttempt["found"], readonly string[]]>([
		["unclaimed", ["launch ct:1:0:a:"]],
		["running", ["attempt.started a"]],
		["gone", ["attempt.ended a", "retry.planned a", "wake 62"]],
	])("an attempt that is %s: %s", (found, done) => {
		expect(last({}, [...one, [2, restarted(found)]])).toEqual(done);
	});
	test("an attempt of a deleted job is not launched after all", () => {
		const steps: readonly Step[] = [...one, [2, { type: "job.deleted", name: "a" }]];
		const again: Input = { type: "restarted", attempts: [{ taskId: `ct:${dawn + 1000}:0:a:`, found: "unclaimed" }] };
		expect(last({}, [...steps, [3, again]])).toContain("run.settled a killed");
	});
	test("an attempt that was killed before it began is not launched, and no failure", () => {
		const again: Input = { type: "restarted", attempts: [{ taskId: `ct:${dawn + 1000}:0:a:`, found: "unclaimed" }] };
		const told: readonly Step[] = [...one, [2, kill], [3, again]];
		expect(last({}, told)).toContain("run.settled a killed");
		expect(job({}, told).job.errorCount).toBe(0);
	});
	test("a retry is still to come; faithfully, it is forgotten", () => {
		const steps: readonly Step[] = [...one, [2, fail("a")], [3, restarted()]];
		expect(job({}, steps).waiting).toHaveLength(1);
		expect(last(faithful, steps)).toContain("run.settled a dropped restarted");
		expect(job(faithful, steps).waiting).toHaveLength(0);
	});
	test("parents have called before; faithfully, they have not", () => {
		const steps: readonly Step[] = [
			[0, putIdle("p")],
			[0, putIdle("q")],
			[0, put("a", { parents: ["p", "q"] })],
			[1, { type: "job.marked-successful", name: "p" }],
			[2, restarted()],
		];
		expect([...job({}, steps).edges]).toEqual([
			["p", 1],
			["q", 0],
		]);
		expect([...job(faithful, steps).edges]).toEqual([
			["p", 0],
			["q", 0],
		]);
	});

	const hourly = put("a", { schedule: "R9/2026-01-01T00:10:00Z/PT1H" });
	test("missed occurrences are made up for by one run", () => {
		expect(
			last({}, [
				[0, hourly],
				[36_000, restarted()],
			]),
		).toContain("launch ct:36000:0:a:");
	});
	test("or skipped, where that was asked for, and said", () => {
		const steps: readonly Step[] = [
			[0, hourly],
			[36_000, restarted()],
		];
		expect(last({ catchUp: "skip" }, steps)).toEqual(["occurrences.skipped a", "wake 36600.001"]);
		expect(job({ catchUp: "skip" }, steps).job.schedule).toBe("R9/2026-01-01T10:10:00.000Z/PT1H");
		const once = put("a", { schedule: "R1/2026-01-01T00:10:00Z/P1Y" });
		expect(
			last({ catchUp: "skip" }, [
				[0, once],
				[36_000, restarted()],
			]),
		).toContain("launch ct:36000:0:a:");
	});
});

test("a run that is settled is forgotten", () => {
	const { state } = tell({}, [...one, [2, finish("a")]]);
	expect(findRun(state, 2)).toBeUndefined();
});

describe("durations", () => {
	test("run from the queue to the end of a success", () => {
		const { durations } = job({}, [...one, [6, finish("a")], [7, start("a")], [8, fail("a")]]);
		expect(listDurations(durations)).toEqual([5000]);
	});
	test("of the latest 1028 runs make the histogram", () => {
		const durations = Array.from({ length: 100 }, (_, index) => 100 - index);
		expect(histogramOf(durations.reduce(withDuration, noDurations))).toEqual({
			"75thPercentile": 75,
			"95thPercentile": 95,
			"98thPercentile": 98,
			"99thPercentile": 99,
			median: 50,
			mean: 50,
			count: 100,
		});
		expect(histogramOf(noDurations)).toMatchObject({ median: 0, count: 0 });
		const many = Array.from({ length: 5000 }, (_, index) => index);
		expect(listDurations(many.reduce(withDuration, noDurations))).toEqual(many.slice(-1028));
	});
});
