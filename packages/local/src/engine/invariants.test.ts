import * as fc from "fast-check";
import { expect, test } from "vitest";
import { freeOf } from "./capacity.ts";
import { decide } from "./decide.ts";
import type { Effect } from "./effect.ts";
import type { Input } from "./input.ts";
import { sizeOf, valuesOf } from "./ordered-map.ts";
import { restoreState } from "./restore-state.ts";
import { createSettings } from "./settings.ts";
import { type Attempt, type EngineState, emptyState, findJob, type JobRecord, type Run } from "./state.ts";
import { dawn, put } from "./story.samples.ts";

const names = ["a", "b", "c", "d"];
const capacity = { cpus: 2, memMb: 2000, diskMb: 2000, gpus: ["0"], containers: 2 };

/** What a disk would hold, and what was ever seen. */
interface World {
	readonly state: EngineState;
	readonly now: number;
	readonly jobs: ReadonlyMap<string, JobRecord>;
	readonly runs: ReadonlyMap<number, Run>;
	readonly attempts: ReadonlyMap<string, Attempt>;
	readonly launched: readonly string[];
	readonly marks: ReadonlyMap<number, number>;
}

type Deed =
	| { readonly kind: "tell"; readonly input: Input }
	| { readonly kind: "end"; readonly which: number; readonly exitCode: number }
	| { readonly kind: "lose" | "see"; readonly which: number }
	| { readonly kind: "crash" };

const name = fc.constantFrom(...names);
const fields = fc.record({
	cpus: fc.constantFrom(0.1, 0.7, 1.5, 2, 5),
	gpus: fc.constantFrom(0, 0, 1),
	retries: fc.nat(2),
	concurrent: fc.boolean(),
	disabled: fc.constantFrom(false, false, false, true),
	softError: fc.boolean(),
	highPriority: fc.boolean(),
	maxCompletionTime: fc.constantFrom(0, 0, 100),
	container: fc.constantFrom(undefined, { image: "busybox" }),
});
const trigger = fc.oneof(
	fc.constantFrom("R//PT1M", "R3//PT30S", "R1//P1Y", "R/2026-01-01T00:10:00Z/PT5M").map((schedule) => ({ schedule })),
	fc.uniqueArray(name, { minLength: 1, maxLength: 2 }).map((parents) => ({ parents })),
);
const input: fc.Arbitrary<Input> = fc.oneof(
	{ weight: 4, arbitrary: fc.tuple(name, fields, trigger).map(([job, rest, when]) => put(job, { ...rest, ...when })) },
	{ weight: 3, arbitrary: name.map((job): Input => ({ type: "job.started", name: job })) },
	name.map((job): Input => ({ type: "job.deleted", name: job })),
	name.map((job): Input => ({ type: "job.marked-successful", name: job })),
	name.map((job): Input => ({ type: "tasks.killed", name: job })),
	fc.constantFrom(1, 2, 6).map((cpus): Input => ({ type: "capacity.changed", capacity: { ...capacity, cpus } })),
	{ weight: 3, arbitrary: fc.constant<Input>({ type: "clock.ticked" }) },
);
const deed: fc.Arbitrary<Deed> = fc.oneof(
	{ weight: 5, arbitrary: input.map((told): Deed => ({ kind: "tell", input: told })) },
	{ weight: 5, arbitrary: fc.record({ kind: fc.constant("end" as const), which: fc.nat(9), exitCode: fc.nat(1) }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("lose" as const, "see" as const), which: fc.nat(9) }) },
	fc.constant<Deed>({ kind: "crash" }),
);
const life = fc.array(fc.tuple(deed, fc.constantFrom(0, 1, 20_000, 61_000)), { maxLength: 60 });

test.each([true, false])("whatever happens, the invariants hold (faithful: %s)", (faithful) => {
	expect.hasAssertions();
	fc.assert(
		fc.property(life, (deeds) => {
			const state = emptyState(createSettings({ rules: { faithful } }), capacity);
			const nothing = { jobs: new Map(), runs: new Map(), attempts: new Map(), marks: new Map(), launched: [] };
			let world: World = { ...nothing, state, now: dawn };
			for (const [act, pauseMs] of deeds) {
				const next = happen({ ...world, now: world.now + pauseMs }, act);
				check(next, world);
				world = next;
			}
		}),
		{ numRuns: 300 },
	);
});

function happen(world: World, act: Deed): World {
	if (act.kind === "crash") return crash(world);
	if (act.kind === "tell") return hear(world, act.input);
	const live = [...valuesOf(world.state.attempts)];
	const taskId = live[act.which % Math.max(1, live.length)]?.taskId ?? "none";
	if (act.kind === "end") return hear(world, { type: "attempt.finished", taskId, exitCode: act.exitCode });
	return hear(world, { type: act.kind === "see" ? "attempt.started" : "attempt.lost", taskId });
}

function hear(world: World, told: Input): World {
	const { state, effects } = decide(world.state, told, world.now);
	const isMarked = told.type === "job.marked-successful" && effects.every(({ type }) => type !== "refuse");
	const id = isMarked ? findJob(state, told.name)?.id : undefined;
	const wiped = told.type === "job.put" && effects.every(({ type }) => type !== "refuse");
	return effects.reduce(save, {
		...world,
		state,
		marks: id === undefined ? world.marks : new Map([...world.marks, [id, (world.marks.get(id) ?? 0) + 1]]),
		// An update starts all counts anew (contract §2.7).
		...(wiped ? forgotten(world, told.job.name) : {}),
	});
}

function forgotten(world: World, job: string): Pick<World, "runs" | "marks"> {
	const id = findJob(world.state, job)?.id ?? 0;
	const runs = [...world.runs].filter(([, run]) => run.jobId !== id || run.phase !== "settled");
	return { runs: new Map(runs), marks: new Map([...world.marks].filter(([marked]) => marked !== id)) };
}

function save(world: World, effect: Effect): World {
	if (effect.type === "job.save")
		return { ...world, jobs: new Map([...world.jobs, [effect.record.job.name, effect.record]]) };
	if (effect.type === "job.remove")
		return { ...world, jobs: new Map([...world.jobs].filter(([job]) => job !== effect.name)) };
	if (effect.type === "run.save") return { ...world, runs: new Map([...world.runs, [effect.run.id, effect.run]]) };
	if (effect.type === "attempt.save") {
		return { ...world, attempts: new Map([...world.attempts, [effect.attempt.taskId, effect.attempt]]) };
	}
	return effect.type === "launch" ? { ...world, launched: [...world.launched, effect.attempt.taskId] } : world;
}

/** Starts again from what was saved, and finds everything as it was. */
function crash(world: World): World {
	const saved = {
		jobs: [...world.jobs.values()],
		hidden: [...valuesOf(world.state.hidden)],
		runs: [...world.runs.values()].filter(({ phase }) => phase !== "settled"),
		attempts: [...world.attempts.values()].filter(({ phase }) => phase !== "ended"),
	};
	const options = { settings: world.state.settings, capacity: world.state.capacity, now: world.now };
	const state = restoreState(saved, { ...options, lastId: world.state.nextId - 1 });
	// The queue is found as it was.
	expect([...valuesOf(state.queue)]).toEqual([...valuesOf(world.state.queue)]);
	expect([...valuesOf(state.parked)]).toEqual([...valuesOf(world.state.parked)]);
	expect(state.used).toEqual(world.state.used);
	const found = (["running", "gone"] as const)[world.now % 3 === 0 ? 1 : 0] ?? "running";
	const attempts = saved.attempts.map(({ taskId }) => ({ taskId, found }));
	return hear({ ...world, state }, { type: "restarted", attempts });
}

function check(world: World, before: World): void {
	const { state, attempts, runs } = world;
	// Every launch has a name of its own.
	expect(new Set(world.launched).size).toBe(world.launched.length);
	// The attempts of a run are numbered without gaps.
	for (const run of runs.values()) {
		const numbers = [...attempts.values()].filter(({ runId }) => runId === run.id).map(({ number }) => number);
		expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, index) => index));
	}
	checkRoom(state);
	for (const job of valuesOf(state.jobs)) checkJob(world, job.job.name);
	// A settled run stays as it is.
	const settled = [...before.runs].filter(([id, { phase }]) => phase === "settled" && runs.has(id));
	expect(settled.map(([id]) => runs.get(id))).toEqual(settled.map(([, run]) => run));
	// What is saved is what is known.
	expect([...world.jobs.keys()].toSorted()).toEqual([...valuesOf(state.jobs)].map(({ job }) => job.name));
	expect([...runs.values()].filter(({ phase }) => phase !== "settled")).toHaveLength(sizeOf(state.runs));
}

function checkRoom(state: EngineState): void {
	const live = [...valuesOf(state.attempts)];
	const used = live.reduce((sum, { needs }) => sum + needs.cpus, 0);
	expect(state.used.cpus).toBeCloseTo(used, 6);
	const containers = live.reduce((sum, { needs }) => sum + (needs.containers ?? 0), 0);
	expect(state.used.containers).toBe(containers);
	expect(containers).toBeLessThanOrEqual(2);
	for (const value of Object.values(freeOf(state))) expect(value).toBeGreaterThanOrEqual(0);
	const devices = live.flatMap((attempt) => attempt.devices);
	expect(new Set(devices).size).toBe(devices.length);
}

function checkJob({ state, runs, marks }: World, job: string): void {
	const known = findJob(state, job);
	if (known === undefined) return;
	const live = [...valuesOf(state.attempts)].filter((attempt) => attempt.job === job);
	expect([...known.running].toSorted()).toEqual(live.map(({ taskId }) => taskId).toSorted());
	const queued = [...valuesOf(state.runs)].filter((run) => run.job === job && run.phase === "queued");
	expect(queued.map(({ id }) => id)).toEqual(known.queued === undefined ? [] : [known.queued]);
	const own = [...runs.values()].filter((run) => run.jobId === known.id);
	const count = (...outcomes: readonly string[]): number =>
		own.filter(({ outcome }) => outcomes.includes(outcome ?? "")).length;
	expect(known.job.successCount).toBe(count("succeeded") + (marks.get(known.id) ?? 0));
	expect(known.job.errorCount).toBe(count("failed", "lost"));
}

test("a job that may not run twice never does, unless it was allowed to before", () => {
	const single = fields.map((rest) => ({ ...rest, concurrent: false }));
	const puts = fc.tuple(name, single, trigger).map(([job, rest, when]) => put(job, { ...rest, ...when }));
	const told = fc.oneof(
		{ weight: 1, arbitrary: puts },
		{ weight: 3, arbitrary: input.filter(({ type }) => type !== "job.put") },
	);
	const acts = fc.oneof(
		told.map((one): Deed => ({ kind: "tell", input: one })),
		deed.filter(({ kind }) => kind !== "tell"),
	);
	fc.assert(
		fc.property(fc.array(fc.tuple(acts, fc.constantFrom(0, 1, 61_000)), { maxLength: 60 }), (deeds) => {
			const nothing = { jobs: new Map(), runs: new Map(), attempts: new Map(), marks: new Map(), launched: [] };
			let world: World = { ...nothing, state: emptyState(createSettings(), capacity), now: dawn };
			for (const [act, pauseMs] of deeds) {
				world = happen({ ...world, now: world.now + pauseMs }, act);
				for (const { running } of valuesOf(world.state.jobs)) expect(running.length).toBeLessThanOrEqual(1);
			}
		}),
		{ numRuns: 200 },
	);
});
