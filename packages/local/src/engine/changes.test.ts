import { describe, expect, test } from "vitest";
import {
	dawn,
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

const small: Scene = { capacity: { cpus: 1, memMb: 9000, diskMb: 9000, gpus: [] } };

describe("a job that changes while it is waited for", () => {
	const parked: readonly Step[] = [
		[0, putIdle("a", { cpus: 64 })],
		[1, start("a")],
	];
	test("is launched once it fits this machine", () => {
		expect(last(small, [...parked, [2, putIdle("a", { cpus: 1 })]])).toContain("launch ct:1:0:a:");
	});

	const overdue: readonly Step[] = [
		[0, put("a", { schedule: "R/2026-01-01T00:00:00Z/PT1M" })],
		[1, tick],
		[62, tick],
	];
	test("is launched beside its running attempt once it may be", () => {
		const steps: readonly Step[] = [
			...overdue,
			[63, put("a", { schedule: "R/2026-01-01T00:01:00Z/PT1M", concurrent: true })],
		];
		expect(last({}, steps)).toContain("launch ct:63:0:a:");
	});

	const twice: readonly Step[] = [
		[0, putIdle("a", { cpus: 1, concurrent: true, retries: 1 })],
		[1, start("a")],
		[2, start("a")],
	];
	test("drops a second run once it may not have one", () => {
		const steps: readonly Step[] = [...twice, [3, putIdle("a", { cpus: 1 })]];
		expect(last(small, steps)).toEqual(["job.updated a put", "run.settled a dropped running"]);
	});
	test("holds a retry back once it may not have one; faithfully, it drops it", () => {
		const held: readonly Step[] = [...twice.slice(0, 2), [2, fail("a")], [3, start("a")], [62, tick]];
		expect(jobIn(tell(small, held).state, "a").queued).toBeDefined();
		const narrowed: readonly Step[] = [...held, [63, putIdle("a", { cpus: 1 })]];
		expect(last(small, narrowed)).toEqual(["job.updated a put"]);
		expect(last(small, [...narrowed, [64, finish("a")]])).toContain("launch ct:62:1:a:");
		const faithful = { ...small, rules: { faithful: true } };
		expect(last(faithful, narrowed)).toContain("run.settled a dropped running");
	});
	test("forgets its queued run when a failure disables it", () => {
		const scene: Scene = { ...small, disableAfterFailures: 1 };
		const steps: readonly Step[] = [
			[0, putIdle("a", { cpus: 1, concurrent: true, retries: 0 })],
			[1, start("a")],
			[2, start("a")],
			[3, fail("a")],
		];
		expect(last(scene, steps)).toContain("run.settled a dropped disabled");
		expect(last(scene, steps)).toContain("job.disabled a failures");
	});
});

test("two retries planned in one millisecond have two names", () => {
	const steps: readonly Step[] = [
		[0, putIdle("a", { concurrent: true })],
		[1, start("a")],
		[1, start("a")],
		[2, fail("a")],
		[2, fail("a")],
		[62, tick],
		[62.001, tick],
	];
	expect(jobIn(tell({}, steps).state, "a").running.map((id) => Number(id.split(":")[1]) - dawn)).toEqual([
		62_000, 62_001,
	]);
});

test("faithfully, a job whose place in the queue was lost in a restart is still due", () => {
	const steps: readonly Step[] = [
		[0, put("busy", { schedule: "R1//P1Y", cpus: 1 })],
		[0, put("a", { schedule: "R1//P1Y", cpus: 1 })],
		[1, { type: "restarted", attempts: [] }],
	];
	const { state } = tell({ ...small, rules: { faithful: true } }, steps);
	expect(jobIn(state, "a").queued).toBeDefined();
});

test("hundreds of jobs that are due at once are spread over several decisions", () => {
	const jobs = Array.from({ length: 501 }, (_, index): Step => [
		0,
		put(`j${index}`, { schedule: "R1/2026-01-01T00:00:10Z/P1Y" }),
	]);
	const first = tell(small, [...jobs, [11, tick]]);
	expect(deeds(first.effects.at(-1) ?? [])).toContain("wake 11.001");
	expect(first.state.runs.root?.size).toBe(500);
	expect(goOn(first, [11.001, tick]).state.runs.root?.size).toBe(501);
});

test("a decision leaves the state it was given as it was", () => {
	const before = tell({}, [[0, putIdle("a")]]);
	const copy = JSON.stringify(before.state);
	goOn(goOn(before, [1, start("a")]), [2, finish("a")]);
	expect(JSON.stringify(before.state)).toBe(copy);
});
