import { describe, expect, test } from "vitest";
import {
	deeds,
	fail,
	finish,
	goOn,
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
const startsIn = (seconds: number, period = "PT1M", count = ""): string =>
	`R${count}/2026-01-01T00:00:${String(seconds).padStart(2, "0")}.000Z/${period}`;
const scheduleAfter = (scene: Scene, steps: readonly Step[]): string | undefined =>
	jobIn(tell(scene, steps).state, "a").job.schedule;

describe("a job is launched when due (contract §4.4)", () => {
	test.each([
		["a start in the past, at once", { schedule: "R/2001-01-01T00:00:00Z/P1D" }, 0, true],
		["an empty start, at once", { schedule: "R1//P1Y" }, 0, true],
		["not at the very start", { schedule: startsIn(10) }, 10, false],
		["a millisecond later", { schedule: startsIn(10) }, 10.001, true],
		["not when disabled", { schedule: "R1//P1Y", disabled: true }, 60, false],
		["not when exhausted", { schedule: startsIn(10, "PT1M", "0") }, 60, false],
		["in the zone of the job", { schedule: "R/2026-01-01T01:00:10Z/P1D", scheduleTimeZone: "Europe/Rome" }, 11, true],
		["not before its zone's time", { schedule: "R/2026-01-01T01:00:10Z/P1D", scheduleTimeZone: "Etc/UTC" }, 11, false],
	])("%s: %j at %d: %s", (...[, fields, seconds, isLaunched]) => {
		const { state } = tell({}, [
			[0, put("a", fields)],
			[seconds, tick],
		]);
		expect(jobIn(state, "a").running).toHaveLength(isLaunched ? 1 : 0);
	});

	test("with neither schedule nor parents it runs once, now", () => {
		const story = tell({}, [
			[0, put("a")],
			[0.001, tick],
			[1, finish("a")],
		]);
		expect(jobIn(story.state, "a").job).toMatchObject({
			schedule: "R0/2026-01-02T00:00:00.000Z/PT24H",
			disabled: true,
			successCount: 1,
		});
	});

	test("the engine asks to be woken just then, and says so once", () => {
		const schedule = startsIn(10, "P1D");
		expect(last({}, [[0, put("a", { schedule })]])).toEqual(["job.created a", "wake 10.001"]);
		const steps: readonly Step[] = [
			[0, put("a", { schedule })],
			[1, tick],
		];
		expect(last({}, steps)).toEqual([]);
		expect(last({}, [...steps, [10.001, tick], [11, finish("a")]]).at(-1)).toBe("run.settled a succeeded");
	});
});

describe("missed occurrences are merged into one run (contract §4.5)", () => {
	test("which says which they are", () => {
		const { effects, state } = tell({}, [[0, put("a", { schedule: "R9/2025-12-31T20:10:00Z/PT1H" })]]);
		expect(effects[0]).toContainEqual({
			type: "emit",
			event: expect.objectContaining({
				type: "attempt.launched",
				dueAt: Date.parse("2025-12-31T20:10:00Z"),
				coversUntil: Date.parse("2026-01-01T00:10:00Z"),
			}) as unknown,
		});
		expect(jobIn(state, "a").job.schedule).toBe("R8/2026-01-01T00:10:00.000Z/PT1H");
	});

	test("of a job that is still running, right after it", () => {
		const story = tell({}, [
			[0, put("a", { schedule: startsIn(0) })],
			[1, tick],
			[200, tick],
		]);
		expect(jobIn(story.state, "a").running).toHaveLength(1);
		const done = goOn(story, [230, finish("a")]);
		expect(deeds(done.effects.at(-1) ?? [])).toContain("launch ct:230:0:a:");
		expect(jobIn(done.state, "a").job.schedule).toBe(startsIn(0).replace("00:00:00", "00:04:00"));
	});

	test("a clock that is set back runs nothing twice", () => {
		const { state } = tell({}, [
			[0, put("a", { schedule: startsIn(0) })],
			[30, tick],
			[31, finish("a")],
			[-86_400, tick],
			[1, tick],
		]);
		expect(jobIn(state, "a").running).toHaveLength(0);
		expect(jobIn(state, "a").job.successCount).toBe(1);
	});
});

describe("what uses up a repetition (contract §4.5, §4.7)", () => {
	const retried: readonly Step[] = [
		[0, put("a", { schedule: startsIn(0, "P1Y", "1") })],
		[1, tick],
		[2, fail("a")],
		[62, tick],
	];
	const byHand: readonly Step[] = [
		[0, put("a", { schedule: "R2/2030-01-01T00:00:00Z/P1D" })],
		[1, start("a")],
	];
	const exhausted: readonly Step[] = [
		[0, put("a", { schedule: "R0/2030-01-01T00:00:00Z/P1D" })],
		[1, start("a")],
	];
	test.each([
		["a retry does not", {}, retried, "R0/2027-01-01T00:00:00.000Z/P1Y"],
		["faithfully, it makes the last one infinite", faithful, retried, "R/2027-01-01T00:00:00.000Z/P1Y"],
		[
			"with the clamp alone, it stays at zero",
			{ rules: { faithful: true, clampsAtZero: true } },
			retried,
			"R0/2027-01-01T00:00:00.000Z/P1Y",
		],
		["a start by hand does not", {}, byHand, "R2/2030-01-01T00:00:00Z/P1D"],
		["faithfully, it does", faithful, byHand, "R1/2030-01-01T00:00:00.000Z/P1D"],
		["an exhausted job started by hand stays so", {}, exhausted, "R0/2030-01-01T00:00:00Z/P1D"],
		["faithfully, it becomes infinite", faithful, exhausted, "R/2030-01-01T00:00:00.000Z/P1D"],
	])("%s", (...[, scene, steps, schedule]) => {
		expect(scheduleAfter(scene, steps)).toBe(schedule);
	});
});

describe("a job whose last repetition (contract §4.6)", () => {
	const once: readonly Step[] = [[0, put("a", { schedule: "R1//P1Y", retries: 0 })]];
	test("succeeded is disabled", () => {
		expect(last({}, [...once, [1, finish("a")]])).toContain("job.disabled a exhausted");
		expect(jobIn(tell({}, [...once, [1, finish("a")]]).state, "a").job.disabled).toBe(true);
	});
	test.each([
		["failed", { exitCode: 1 }],
		["was killed", { reason: "killed" }],
	] as const)("%s stays enabled", (_, end) => {
		expect(jobIn(tell({}, [...once, [1, finish("a", end)]]).state, "a").job.disabled).toBe(false);
	});
	test("is disabled by its retry that succeeds", () => {
		const story = tell({}, [
			[0, put("a", { schedule: "R1//P1Y" })],
			[1, fail("a")],
			[61, tick],
			[62, finish("a")],
		]);
		expect(jobIn(story.state, "a").job).toMatchObject({ disabled: true, successCount: 1, errorCount: 0 });
	});
	test("may run again under a new definition", () => {
		const steps: readonly Step[] = [...once, [1, finish("a")], [2, put("a", { schedule: "R1//P1Y" })]];
		expect(last({}, steps)).toContain("launch ct:2:0:a:");
	});
});

describe("an update (contract §5.1)", () => {
	const steps: readonly Step[] = [
		[0, putIdle("a")],
		[1, put("a", { schedule: "R1//P1Y" })],
	];
	test("acts at once", () => {
		expect(last({}, steps)).toContain("launch ct:1:0:a:");
	});
	test("faithfully, waits for the loop to turn", () => {
		expect(last(faithful, steps)).toEqual(["job.updated a put"]);
		expect(last(faithful, [...steps, [60, tick]])).toEqual([]);
		expect(last(faithful, [...steps, [60, putIdle("b")]])).toContain("launch ct:60:0:a:");
	});
	test("faithfully, a loop that knows of nothing turns each minute", () => {
		const disabled = putIdle("a", { disabled: true });
		const enabled = put("a", { schedule: "R1//P1Y" });
		expect(last(faithful, [[0, disabled]])).toEqual(["job.created a", "wake 60"]);
		expect(
			last(faithful, [
				[0, disabled],
				[1, enabled],
				[60, tick],
			]),
		).toContain("launch ct:60:0:a:");
	});
	test("of a queued job does not queue it twice", () => {
		const scene = { capacity: { cpus: 1, memMb: 1000, diskMb: 1000, gpus: [] } };
		const steps: readonly Step[] = [
			[0, put("busy", { schedule: "R1//P1Y", cpus: 1 })],
			[0, put("a", { schedule: "R1//P1Y", cpus: 1 })],
			[1, put("a", { schedule: "R1//P1Y", cpus: 1, command: "false" })],
			[2, finish("busy")],
			[3, finish("a")],
			[4, tick],
		];
		expect(jobIn(tell(scene, steps).state, "a").job).toMatchObject({
			successCount: 1,
			disabled: true,
			command: "false",
		});
	});
});

describe("a schedule is refused", () => {
	test.each([
		["when it cannot be read", { schedule: "R/soon/P1D" }, "schedule.unparsable", "schedule.unparsable"],
		[
			"when its zone is younger than the server",
			{ schedule: "R//P1D", scheduleTimeZone: "Europe/Kyiv" },
			"schedule.unparsable",
			"schedule.unparsable",
		],
		[
			"when its zone is unknown",
			{ schedule: "R/2030-01-01T00:00:00Z/P1D", scheduleTimeZone: "Nope" },
			"zone.unknown",
			undefined,
		],
		["for no period", { schedule: "R1/2030-01-01T00:00:00Z/P" }, "schedule.period-too-short", undefined],
		["for half a second", { schedule: "R/2030-01-01T00:00:00Z/PT0.5S" }, "schedule.period-too-short", undefined],
		["for a negative period", { schedule: "R/2030-01-01T00:00:00Z/P-1D" }, "schedule.period-too-short", undefined],
	])("%s", (...[, fields, code, faithfulCode]) => {
		expect(last({}, [[0, put("a", fields)]])).toEqual([`refuse ${code}`]);
		const accepted = last(faithful, [[0, put("a", fields)]]);
		expect(accepted[0]).toBe(faithfulCode === undefined ? "job.created a" : `refuse ${faithfulCode}`);
	});

	test("and the engine is left as it was", () => {
		const before = tell({}, [[0, putIdle("a")]]);
		expect(goOn(before, [1, put("a", { schedule: "soon" })]).state).toBe(before.state);
	});
});

test("faithfully, a job without period runs over and over, but not without end in one decision", () => {
	const hot = put("a", { schedule: "R/2025-12-31T23:59:00Z/PT0S", concurrent: true });
	const story = tell(faithful, [
		[0, hot],
		[0.001, tick],
		[0.002, tick],
	]);
	expect(jobIn(story.state, "a").running).toHaveLength(3);
});
