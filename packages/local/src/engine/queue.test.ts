import { describe, expect, test } from "vitest";
import type { Input } from "./input.ts";
import { activityOf, statusOf, summaryOf } from "./summary-of.ts";
import {
	dawn,
	fail,
	finish,
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
import { whyNotRunning } from "./why-not-running.ts";

const small: Scene = { capacity: { cpus: 1, memMb: 1000, diskMb: 1000, gpus: [] } };
const launches = (scene: Scene, steps: readonly Step[]): readonly string[] =>
	tell(scene, steps).effects.flatMap((effects) =>
		effects.flatMap((effect) => (effect.type === "launch" ? [effect.attempt.job] : [])),
	);
const why = (scene: Scene, steps: readonly Step[], name = "a") => {
	const { state } = tell(scene, steps);
	return whyNotRunning(state, name, dawn + (steps.at(-1)?.[0] ?? 0) * 1000);
};
const busy: readonly Step[] = [
	[0, putIdle("busy", { cpus: 1 })],
	[0, start("busy")],
];

describe("a start comes to nothing (contract §1.4.7)", () => {
	test.each<readonly [string, readonly Step[], string]>([
		["of a disabled job", [[0, putIdle("a", { disabled: true })]], "start.dropped a disabled"],
		[
			"of a job that runs and may not run twice",
			[
				[0, putIdle("a")],
				[1, start("a")],
			],
			"start.dropped a running",
		],
		[
			"of a job that is queued",
			[...busy, [0, putIdle("a", { cpus: 1 })], [1, start("a")]],
			"start.dropped a already-queued",
		],
	])("%s", (_, steps, deed) => {
		expect(last(small, [...steps, [2, start("a")]])).toEqual([deed]);
	});

	test("of an unknown job is refused", () => {
		expect(last({}, [[0, start("a")]])).toEqual(["refuse job.not-found"]);
	});
});

describe("arguments", () => {
	const launchOf = (scene: Scene, args: string) =>
		last(scene, [
			[0, putIdle("a", { arguments: ["-x", "1"] })],
			[1, start("a", args)],
		]);
	test.each([
		["given by hand replace those of the job", "-y 2", "launch ct:1:0:a:-y 2"],
		["of the job stand in for none", "", "launch ct:1:0:a:-x 1"],
		["of the job stand in for blanks", "  ", "launch ct:1:0:a:-x 1"],
		["lose their semicolons", "a;b", "launch ct:1:0:a:ab"],
	])("%s", (_, args, deed) => {
		expect(launchOf({}, args)).toContain(deed);
	});
	test("given by hand are forgotten by a retry", () => {
		const steps: readonly Step[] = [
			[0, putIdle("a", { arguments: ["-x"] })],
			[1, start("a", "-y")],
			[2, fail("a")],
			[62, tick],
		];
		expect(last({}, steps)).toContain("launch ct:62:1:a:-x");
	});
	test("with a line break are refused; faithfully, they lose the run", () => {
		expect(launchOf({}, "a\nb")).toEqual(["refuse arguments.line-break"]);
		expect(launchOf({ rules: { faithful: true } }, "a\nb")).toEqual(["start.dropped a line-break"]);
		expect(last({}, [[0, putIdle("b", { arguments: ["a\nb"] })]])).toEqual(["refuse arguments.line-break"]);
	});
});

test("task ids are never used twice, not even in one millisecond or after the clock was set back", () => {
	const steps: readonly Step[] = [
		[5, putIdle("a", { concurrent: true })],
		[5, start("a")],
		[5, start("a")],
		[4, start("a")],
	];
	expect(jobIn(tell({}, steps).state, "a").running.map((id) => Number(id.split(":")[1]) - dawn)).toEqual([
		5000, 5001, 5002,
	]);
});

describe("the queue (contract §5.3)", () => {
	const waiting = (names: readonly (readonly [string, object])[]): readonly Step[] => [
		...busy,
		...names.flatMap(([name, fields]): readonly Step[] => [
			[1, putIdle(name, { cpus: 1, ...fields })],
			[1, start(name)],
		]),
	];
	const finishAny: Step[1] = (state) => {
		const taskId = ["busy", "a", "b", "c"].flatMap((name) => jobIn(state, name).running)[0];
		return { type: "attempt.finished", taskId: taskId ?? "", exitCode: 0 };
	};
	const drain: readonly Step[] = ["busy", "a", "b", "c"].flatMap((): readonly Step[] => [[2, finishAny]]);
	test("is served in order, high priority first", () => {
		const order = launches(small, [
			...waiting([
				["a", {}],
				["b", {}],
				["c", { highPriority: true }],
			]),
			...drain,
		]);
		expect(order).toEqual(["busy", "c", "a", "b"]);
	});
	test("lets a small job slip past one that waits for room", () => {
		const scene: Scene = { capacity: { cpus: 2, memMb: 1000, diskMb: 1000, gpus: [] } };
		const steps = waiting([
			["a", { cpus: 2 }],
			["b", { cpus: 1 }],
		]);
		expect(launches(scene, steps)).toEqual(["busy", "b"]);
		expect(why(scene, steps)).toEqual([{ type: "needs-capacity", resource: "cpus", needs: 2, free: 0, total: 2 }]);
	});
	test("lets it be overtaken a limited number of times only", () => {
		const scene: Scene = { capacity: { cpus: 2, memMb: 9000, diskMb: 9000, gpus: [] }, maxOvertakes: 1 };
		const steps = waiting([
			["big", { cpus: 2 }],
			["b", { cpus: 0.5 }],
			["a", { cpus: 0.5 }],
		]);
		expect(launches(scene, steps)).toEqual(["busy", "b"]);
		expect(why(scene, steps)).toEqual([{ type: "reserved-for", job: "big" }]);
		expect(launches(scene, [...steps, [2, finish("busy")], [3, finish("b")], [4, finish("big")]])).toEqual([
			"busy",
			"b",
			"big",
			"a",
		]);
	});
	test("is not held up by a job that never fits, which says so", () => {
		const steps = waiting([
			["a", { cpus: 64 }],
			["b", {}],
		]);
		expect(launches(small, [...steps, [2, finish("busy")]])).toEqual(["busy", "b"]);
		expect(why(small, steps)).toEqual([{ type: "never-fits", resource: "cpus", needs: 64, total: 1 }]);
		const grown: Input = { type: "capacity.changed", capacity: { cpus: 65, memMb: 1000, diskMb: 2000, gpus: [] } };
		expect(launches(small, [...steps, [2, grown]])).toEqual(["busy", "a"]);
	});
	test("forgets the run of a job that is disabled meanwhile", () => {
		const steps: readonly Step[] = [...waiting([["a", {}]]), [2, putIdle("a", { disabled: true })]];
		expect(last(small, steps)).toEqual(["job.updated a put", "run.settled a dropped disabled"]);
		expect(activityOf(jobIn(tell(small, steps).state, "a")).phase).toBe("idle");
	});
});

describe("room is taken up and given back", () => {
	test("GPUs one by one, each to one attempt", () => {
		const scene: Scene = { capacity: { cpus: 9, memMb: 9000, diskMb: 9000, gpus: ["0", "1", "2"] } };
		const steps: readonly Step[] = ["a", "b", "c"].flatMap((name): readonly Step[] => [
			[0, putIdle(name, { gpus: name === "a" ? 2 : 1 })],
			[0, start(name)],
		]);
		const devices = (more: readonly Step[]) =>
			tell(scene, [...steps, ...more]).effects.flatMap((effects) =>
				effects.flatMap((effect) => (effect.type === "launch" ? [effect.attempt.devices] : [])),
			);
		expect(devices([])).toEqual([["0", "1"], ["2"]]);
		expect(devices([[1, finish("a")]])).toEqual([["0", "1"], ["2"], ["0"]]);
	});
	test("GPUs whose driver takes its time, without anybody being held up meanwhile", () => {
		const room = { cpus: 2, memMb: 9000, diskMb: 9000 };
		const scene: Scene = { capacity: { ...room, gpus: [], isLookingForGpus: true }, maxOvertakes: 0 };
		const steps: readonly Step[] = [
			...["a", "b"].flatMap((name): readonly Step[] => [
				[0, putIdle(name, { gpus: name === "a" ? 1 : 3 })],
				[0, start(name)],
			]),
			...busy,
			[1, finish("busy")],
		];
		expect(launches(scene, steps)).toEqual(["busy"]);
		expect(why(scene, steps)).toEqual([{ type: "looking-for-gpus", needs: 1 }]);
		const found: Step = [2, { type: "capacity.changed", capacity: { ...room, gpus: ["x", "y"] } }];
		expect(launches(scene, [...steps, found])).toEqual(["busy", "a"]);
		expect(why(scene, [...steps, found], "b")).toEqual([{ type: "never-fits", resource: "gpus", needs: 3, total: 2 }]);
	});
	test("what is lacking for ever, even while GPUs are looked for", () => {
		const scene: Scene = { capacity: { cpus: 1, memMb: 1, diskMb: 1, gpus: [], isLookingForGpus: true } };
		const steps: readonly Step[] = [
			[0, putIdle("a", { cpus: 2, gpus: 1 })],
			[0, start("a")],
		];
		expect(why(scene, steps)).toMatchObject([{ type: "never-fits", resource: "cpus" }]);
	});
	test("without a rest", () => {
		const steps: readonly Step[] = [
			[0, putIdle("a", { cpus: 0.1 })],
			[0, putIdle("b", { cpus: 0.2 })],
			[1, start("a")],
			[1, start("b")],
			[2, finish("b")],
			[2, finish("a")],
		];
		expect(tell({}, steps).state.used).toEqual({ cpus: 0, memMb: 0, diskMb: 0, gpus: 0, containers: 0 });
	});
	test("zero and less stand for the default", () => {
		const steps: readonly Step[] = [
			[0, putIdle("a", { cpus: 0, mem: -1 })],
			[1, start("a")],
		];
		expect(tell({}, steps).state.used).toMatchObject({ cpus: 0.1, memMb: 128, diskMb: 256 });
	});
});

describe("why a job is not running", () => {
	test.each<readonly [string, readonly Step[], readonly object[]]>([
		["nobody knows it", [[0, tick]], [{ type: "unknown" }]],
		["not due", [[0, putIdle("a")]], [{ type: "not-due", at: Date.parse("2030-01-01T00:00:00Z") }]],
		["disabled", [[0, put("a", { schedule: "R//P1D", disabled: true })]], [{ type: "disabled" }]],
		["exhausted", [[0, put("a", { schedule: "R0//P1D" })]], [{ type: "exhausted" }]],
		[
			"waiting for parents",
			[
				[0, putIdle("p")],
				[0, putIdle("q")],
				[0, put("a", { parents: ["p", "q"] })],
				[1, { type: "job.marked-successful", name: "q" }],
			],
			[{ type: "waiting-parents", parents: ["p"] }],
		],
		[
			"running already",
			[
				[0, put("a", { schedule: "R/2025-12-31T23:59:30Z/PT1M" })],
				[40, tick],
			],
			[{ type: "running-and-not-concurrent", taskIds: [`ct:${dawn}:0:a:`] }],
		],
		[
			"waiting for a retry",
			[
				[0, put("a", { schedule: "R1//P1Y" })],
				[1, fail("a")],
			],
			[{ type: "exhausted" }, { type: "retry-at", at: dawn + 61_000 }],
		],
		[
			"no executor",
			[
				[0, { type: "executor.changed", executor: "container", unavailable: "docker is not there" }],
				[0, put("a", { schedule: "R1//P1Y", container: { image: "alpine" } })],
			],
			[{ type: "executor-unavailable", because: "docker is not there" }],
		],
		[
			"a constraint",
			[[0, put("a", { schedule: "R1//P1Y", constraints: [["hostname", "LIKE", "gpu-.*"]] })]],
			[{ type: "constraint-unmet", constraint: ["hostname", "LIKE", "gpu-.*"] }],
		],
	])("%s", (_, steps, reasons) => {
		expect(why({}, steps)).toEqual(reasons);
	});

	test("an executor that is back launches what waited for it", () => {
		const steps: readonly Step[] = [
			[0, { type: "executor.changed", executor: "process", unavailable: "no shell" }],
			[0, put("a", { schedule: "R1//P1Y" })],
			[1, { type: "executor.changed", executor: "process" }],
		];
		expect(last({}, steps)).toContain("launch ct:0:0:a:");
	});
});

test.each([
	["EQUALS", "node-1", true],
	["EQUALS", "node", false],
	["LIKE", "node-[12]", true],
	["LIKE", "node", false],
	["LIKE", "(", false],
	["UNLIKE", "gpu-.*", true],
	["UNLIKE", "node-.*", false],
	["UNLIKE", "(", false],
])("the constraint hostname %s %s lets a job run: %s", (operator, value, isMet) => {
	const job = put("a", { schedule: "R1//P1Y", constraints: [["hostname", operator, value]] });
	expect(launches({ hostname: "node-1" }, [[0, job]])).toHaveLength(isMet ? 1 : 0);
});

describe("what the summary says (contract §6)", () => {
	const one: readonly Step[] = [
		[0, putIdle("a", { concurrent: true })],
		[1, start("a")],
	];
	test.each<readonly [string, readonly Step[]]>([
		["idle", [[0, putIdle("a")]]],
		["1 running", one],
		["2 running", [...one, [2, start("a")]]],
		["queued", [...busy, [0, putIdle("a", { cpus: 1 })], [1, start("a")]]],
		["idle", [...one, [2, fail("a")]]],
		["queued", [...one, [2, fail("a")], [2, putIdle("a", { cpus: 99 })], [62, tick]]],
	])("%s", (state, steps) => {
		expect(summaryOf(jobIn(tell(small, steps).state, "a")).state).toBe(state);
	});
	const job = jobIn(tell({}, [[0, putIdle("a")]]).state, "a").job;
	test.each([
		["", "", "fresh"],
		["2026-01-01T00:00:00.000Z", "", "success"],
		["", "2026-01-01T00:00:00.000Z", "failure"],
		["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z", "failure"],
		["2026-01-01T00:00:00.001Z", "2026-01-01T00:00:00.000Z", "success"],
	])("%j and %j is %s", (lastSuccess, lastError, status) => {
		expect(statusOf({ ...job, lastSuccess, lastError })).toBe(status);
	});
});
