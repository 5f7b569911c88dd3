import { describe, expect, test } from "vitest";
import type { Input } from "./input.ts";
import { findIn } from "./ordered-map.ts";
import {
	deeds,
	fail,
	finish,
	firstAttempt,
	goOn,
	jobIn,
	last,
	put,
	putIdle,
	type Scene,
	start,
	type Step,
	tell,
} from "./story.samples.ts";
import { childrenOf, findJob } from "./state.ts";
import { whyNotRunning } from "./why-not-running.ts";

const faithful: Scene = { rules: { faithful: true } };
const mark = (name: string): Input => ({ type: "job.marked-successful", name });
const seen =
	(name: string): Step[1] =>
	(state) => ({ type: "attempt.started", taskId: firstAttempt(state, name) });
const remove = (name: string): Input => ({ type: "job.deleted", name });

const family: readonly Step[] = [
	[0, putIdle("p")],
	[0, putIdle("q")],
	[0, put("only", { parents: ["p"] })],
	[0, put("both", { parents: ["p", "q"], concurrent: true })],
];
const started = (steps: readonly Step[], name: string): number =>
	tell({}, [...family, ...steps]).effects.flatMap((effects) =>
		effects.filter((effect) => effect.type === "launch" && effect.attempt.job === name),
	).length;

describe("children are started (contract §5.8)", () => {
	test.each<readonly [string, readonly Step[], number, number]>([
		["by the success of their only parent", [[1, mark("p")]], 1, 0],
		[
			"by the success of all parents",
			[
				[1, mark("p")],
				[2, mark("q")],
			],
			1,
			1,
		],
		[
			"once for two calls of one parent",
			[
				[1, mark("p")],
				[2, seen("only")],
				[2, finish("only")],
				[3, mark("p")],
				[4, mark("q")],
			],
			2,
			1,
		],
		[
			"for a second call that came before they were seen running",
			[
				[1, mark("p")],
				[2, mark("p")],
				[3, mark("q")],
				[4, mark("q")],
			],
			1,
			2,
		],
		[
			"by new calls only, once they were seen running",
			[
				[1, mark("p")],
				[2, mark("p")],
				[3, mark("q")],
				[3, seen("both")],
				[4, mark("q")],
			],
			1,
			1,
		],
		[
			"not by a failure",
			[
				[1, putIdle("p", { retries: 0 })],
				[1, start("p")],
				[2, fail("p")],
			],
			0,
			0,
		],
		[
			"by a failure that is forgiven",
			[
				[1, putIdle("p", { retries: 0, softError: true })],
				[1, start("p")],
				[2, fail("p")],
			],
			1,
			0,
		],
		[
			"not by a failure that is forgiven but tried again",
			[
				[1, putIdle("p", { retries: 1, softError: true })],
				[1, start("p")],
				[2, fail("p")],
			],
			0,
			0,
		],
		[
			"not by a kill",
			[
				[1, start("p")],
				[2, { type: "tasks.killed", name: "p" }],
				[3, finish("p", { signal: "SIGTERM" })],
			],
			0,
			0,
		],
		[
			"by a run that was started by hand",
			[
				[1, start("p")],
				[2, finish("p")],
			],
			1,
			0,
		],
		[
			"not when their own success was vouched for",
			[
				[1, mark("p")],
				[2, mark("both")],
				[3, mark("q")],
			],
			1,
			0,
		],
	])("%s", (...[, steps, only, both]) => {
		expect([started(steps, "only"), started(steps, "both")]).toEqual([only, both]);
	});

	test("with the time of their parent's end in their task id", () => {
		expect(last({}, [...family, [1, start("p")], [7, finish("p")]])).toContain("launch ct:7:0:only:");
	});

	test("even when disabled they count the call", () => {
		const steps: readonly Step[] = [
			...family,
			[1, put("both", { parents: ["q", "p"], disabled: true })],
			[2, mark("p")],
			[3, put("both", { parents: ["p", "q"] })],
			[4, mark("q")],
		];
		expect(last({}, steps)).toContain("launch ct:4:0:both:");
	});

	test("other parents make an update forget the calls", () => {
		const steps: readonly Step[] = [
			...family,
			[0, putIdle("r")],
			[1, mark("p")],
			[2, put("both", { parents: ["p", "r"] })],
			[3, mark("r")],
		];
		expect(last({}, steps).filter((deed) => deed.startsWith("launch"))).toEqual([]);
		expect(childrenOf(tell({}, steps).state, "q")).toEqual([]);
	});
});

describe("a change of kind", () => {
	test("gives a scheduled job parents", () => {
		const steps: readonly Step[] = [
			[0, putIdle("p")],
			[0, put("a", { schedule: "R/2026-01-01T00:00:10Z/P1D" })],
			[1, put("a", { parents: ["p"] })],
			[20, mark("p")],
		];
		expect(last({}, steps.slice(0, 3))).toContain("wake 126230400.001");
		expect(last({}, steps)).toContain("launch ct:20:0:a:");
	});
	test("gives a child a schedule", () => {
		const steps: readonly Step[] = [...family, [1, putIdle("only")], [2, mark("p")]];
		expect(last({}, steps)).toEqual(["job.marked-successful p"]);
	});
});

describe("parents are refused", () => {
	test.each<readonly [string, Step[1], string, string]>([
		["when there are none", put("a", { parents: [] }), "refuse parents.empty", "refuse parents.empty"],
		["when a job is its own", put("a", { parents: ["a"] }), "refuse parents.self", "refuse parents.self"],
		["when they are missing", put("a", { parents: ["x", "p"] }), "refuse parents.missing", ""],
		[
			"when they are missing at an update",
			put("only", { parents: ["x"] }),
			"refuse parents.missing",
			"refuse parents.missing",
		],
		["when they go in a circle", put("p", { parents: ["leaf"] }), "refuse parents.cycle", "refuse parents.cycle"],
	])("%s", (...[, told, friendly, faithfully]) => {
		const steps: readonly Step[] = [...family, [0, put("leaf", { parents: ["only"] })], [1, told]];
		expect(last({}, steps)).toEqual([friendly]);
		expect(last(faithful, steps)).toEqual(faithfully === "" ? [] : [faithfully]);
	});

	test("and the circle is told", () => {
		const steps: readonly Step[] = [
			...family,
			[0, put("leaf", { parents: ["only"] })],
			[1, put("p", { parents: ["leaf"] })],
		];
		expect(tell({}, steps).effects.at(-1)).toEqual([
			{ type: "refuse", refusal: { code: "parents.cycle", job: "p", cycle: ["p", "only", "leaf"] } },
		]);
	});
});

describe("faithfully, a job without its parents (contract §3.3)", () => {
	const hidden = tell(faithful, [[0, put("a", { parents: ["p"] })]]);
	test("is stored but not there", () => {
		expect(findJob(hidden.state, "a")).toBeUndefined();
		expect(whyNotRunning(hidden.state, "a", 0)).toEqual([{ type: "hidden" }]);
		expect(hidden.effects[0]).toMatchObject([{ type: "job.hide", job: { name: "a" } }, { type: "wake" }]);
		expect(deeds(goOn(hidden, [1, remove("a")]).effects[1] ?? [])).toEqual(["refuse job.not-found"]);
	});
	test("appears with them", () => {
		const story = goOn(goOn(hidden, [1, putIdle("p")]), [2, mark("p")]);
		expect(deeds(story.effects[1] ?? [])).toContain("job.created a");
		expect(deeds(story.effects[2] ?? [])).toContain("launch ct:2:0:a:");
	});
	test("stays hidden when it would close a circle", () => {
		const story = goOn(hidden, [1, put("p", { parents: ["a"] })]);
		expect([findJob(story.state, "a"), findIn(story.state.hidden, "p")?.name]).toEqual([undefined, "p"]);
	});
});

describe("deleting (contract §3.6)", () => {
	const nightly = { schedule: "R/2030-01-01T00:00:00Z/P1D", scheduleTimeZone: "Europe/Rome" };
	const rich = {
		parents: ["p", "q"],
		ownerName: "Ann",
		description: "d",
		shell: false,
		arguments: ["x"],
		concurrent: true,
		runAsUser: "ann",
		retries: 5,
		softError: true,
		errorsSinceLastSuccess: 3,
		errorCount: 4,
		cpus: 2,
		environmentVariables: [{ name: "A", value: "1" }],
		constraints: [["hostname", "EQUALS", "localhost"]],
		container: { image: "alpine" },
		dataProcessingJobType: true,
		highPriority: true,
		gpus: 1,
	};
	const steps: readonly Step[] = [
		[0, put("p", nightly)],
		[0, putIdle("q")],
		[0, put("a", rich)],
		[1, remove("p")],
	];

	test("a scheduled parent leaves its schedule to a child that keeps everything else", () => {
		const { parents, ...before } = jobIn(tell({}, steps.slice(0, 3)).state, "a").job;
		expect(parents).toEqual(["p", "q"]);
		expect(jobIn(tell({}, steps).state, "a").job).toEqual({ ...before, ...nightly });
		expect(last({}, [...steps, [2, mark("q")]])).toEqual(["job.marked-successful q"]);
	});

	test("faithfully, the child loses half of itself and goes on being started by its other parents", () => {
		const { job } = jobIn(tell(faithful, steps).state, "a");
		expect(job).toMatchObject({
			...nightly,
			ownerName: "",
			description: "",
			shell: true,
			arguments: [],
			concurrent: false,
			runAsUser: "",
			environmentVariables: [],
			constraints: [],
			dataProcessingJobType: false,
			errorsSinceLastSuccess: 0,
			gpus: 0,
			retries: 5,
			softError: true,
			errorCount: 4,
			cpus: 2,
			highPriority: true,
		});
		expect(job).not.toHaveProperty("container");
		expect(job).not.toHaveProperty("parents");
		expect(last(faithful, [...steps, [2, mark("q")]])).toContain("launch ct:2:0:a:");
		expect(last(faithful, [...steps, [2, remove("q")], [3, putIdle("q")], [4, mark("q")]])).toEqual([
			"job.marked-successful q",
		]);
	});

	test.each([
		["friendly", {}],
		["faithful", faithful],
	])("a dependent parent leaves its own parents (%s)", (_, scene) => {
		const steps: readonly Step[] = [
			...family,
			[0, put("a", { parents: ["only", "q"], retries: 7 })],
			[1, mark("q")],
			[2, remove("only")],
			[3, mark("p")],
		];
		const { state } = tell(scene, steps);
		expect(jobIn(state, "a").job).toMatchObject({ parents: ["q", "p"], retries: 7 });
		expect(jobIn(state, "a").running).toHaveLength(1);
	});

	test("an unknown job is refused", () => {
		expect(last({}, [[0, remove("a")]])).toEqual(["refuse job.not-found"]);
	});

	test("a job stops its runs and forgets those to come", () => {
		const steps: readonly Step[] = [
			[0, put("a", { schedule: "R/2025-12-31T23:59:30Z/PT1M", concurrent: true })],
			[1, fail("a")],
			[2, start("a")],
			[3, remove("a")],
		];
		expect(last({}, steps)).toEqual([
			"attempt.stopping a kill",
			"run.settled a dropped job-deleted",
			"job.deleted a",
			"stop ct:2:0:a: kill",
			"wake never",
		]);
	});

	test("a new job of the same name waits for the runs of the old one, and does not count them", () => {
		const steps: readonly Step[] = [
			[0, put("a", { schedule: "R1//P1Y" })],
			[1, remove("a")],
			[2, put("a", { schedule: "R1//P1Y" })],
			[3, (state) => ({ type: "attempt.finished", taskId: firstAttempt(state, "a"), exitCode: 0 })],
		];
		expect(jobIn(tell({}, steps.slice(0, 3)).state, "a").running).toEqual([expect.stringContaining("ct:")]);
		expect(last({}, steps)).toContain("launch ct:3:0:a:");
		expect(jobIn(tell({}, steps).state, "a").job.successCount).toBe(0);
	});
});
