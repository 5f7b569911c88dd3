import { describe, expect, test } from "vitest";
import type { Input } from "./input.ts";
import { restoreState } from "./restore-state.ts";
import { findRun } from "./state.ts";
import {
	dawn,
	deeds,
	fail,
	finish,
	firstAttempt,
	goOn,
	jobIn,
	last,
	put,
	putIdle,
	start,
	type Step,
	tell,
	tick,
} from "./story.samples.ts";

const daySeconds = 86_400;
const stepped = (seconds: number): Input => ({ type: "clock.stepped", byMs: seconds * 1000 });
const seen: Step[1] = (state) => ({ type: "attempt.started", taskId: firstAttempt(state, "a") });

describe.each([
	["forwards", daySeconds],
	["back", -daySeconds],
])("a clock that is set %s by a day", (_, by) => {
	const failed: readonly Step[] = [
		[0, putIdle("a")],
		[1, start("a")],
		[2, fail("a")],
		[by + 3, stepped(by)],
	];

	test("leaves a retry as far away as it was", () => {
		expect(last({}, failed)).toEqual([`clock.stepped ${String(by * 1000)}`, `wake ${String(by + 62)}`]);
		expect(last({}, [...failed, [by + 61, tick]])).toEqual([]);
		expect(last({}, [...failed, [by + 62, tick]])).toContain("run.queued a");
	});

	test("leaves the limit of an attempt as far away as it was", () => {
		const steps: readonly Step[] = [
			[0, putIdle("a", { maxCompletionTime: 10 })],
			[1, start("a")],
			[3, seen],
			[by + 5, stepped(by)],
		];
		expect(last({}, [...steps, [by + 12, tick]])).toEqual([]);
		expect(last({}, [...steps, [by + 13, tick]])).toContain("attempt.stopping a timeout");
	});

	test("moves what is stored, so that a restart finds it right", () => {
		const { state, effects } = tell({}, failed);
		const run = effects.at(-1)?.flatMap((effect) => (effect.type === "run.save" ? [effect.run] : []))[0];
		expect(run?.retryAt).toBe(dawn + (by + 62) * 1000);
		const saved = { jobs: [jobIn(state, "a")], hidden: [], runs: run === undefined ? [] : [run], attempts: [] };
		const { settings, capacity } = state;
		const restored = restoreState(saved, { settings, capacity, now: dawn + (by + 4) * 1000, lastId: 2 });
		const { effects: later } = goOn({ state: restored, effects: [] }, [by + 62, tick]);
		expect(deeds(later.at(-1) ?? [])).toContain("run.queued a");
	});

	test("leaves schedules on the wall", () => {
		const steps: readonly Step[] = [
			[0, put("b", { schedule: "R/2026-01-01T06:00:00Z/PT12H" })],
			[1, stepped(by)],
		];
		expect(tell({}, steps).state.wakeAt).toBe(dawn + 6 * 3_600_000 + 1);
	});
});

test("a retry that has come already is not told to come again", () => {
	const steps: readonly Step[] = [
		[0, putIdle("a")],
		[1, start("a")],
		[2, fail("a")],
		[61, start("a")],
		[62, tick],
		[daySeconds + 63, stepped(daySeconds)],
	];
	const { state } = tell({}, steps);
	expect(jobIn(state, "a").waiting.map((id) => findRun(state, id)?.retryAt)).toEqual([dawn + (daySeconds + 62) * 1000]);
	expect(last({}, [...steps, [daySeconds + 64, finish("a")]])).toContain("run.queued a");
});

test("the loop of a faithful server turns by the new clock", () => {
	const steps: readonly Step[] = [
		[0, tick],
		[1 - daySeconds, stepped(-daySeconds)],
	];
	expect(tell({ rules: { faithful: true } }, steps).state.loopAt).toBeLessThanOrEqual(dawn + (61 - daySeconds) * 1000);
});
