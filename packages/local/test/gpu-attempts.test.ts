import { describe, expect, test } from "vitest";
import { type EngineOptions, type GpuReading, type Input, type ScriptedJob, valuesOf } from "../src/index.ts";
import { openScene, put, runningIn, type Scene, start } from "./open-scene.ts";

const hourMs = 3_600_000;
const machine = { cpus: 4, memMb: 4096, diskMb: 40_960 };
const twoGpus = { ...machine, gpus: ["gpu-0", "gpu-1"] };
const known = [
	{ id: "gpu-0", vendor: "nvidia", memMb: 80_000 },
	{ id: "gpu-1", vendor: "nvidia", memMb: 80_000 },
] as const;

/** By the names of the jobs that run. */
function devicesIn({ engine }: Scene): Readonly<Record<string, readonly string[]>> {
	return Object.fromEntries([...valuesOf(engine.state.attempts)].map(({ job, devices }) => [job, devices]));
}

async function begin({ engine, clock }: Scene, name: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
	await engine.tell(put(name, { cpus: 0.1, retries: 0, ...fields }));
	await engine.tell(start(name));
	await clock.advance(1);
}

describe("a GPU", () => {
	const forHours = { afterMs: hourMs };
	const killed: Input = { type: "tasks.killed", name: "a" };
	const deleted: Input = { type: "job.deleted", name: "a" };

	test.each<[string, ScriptedJob, Readonly<Record<string, unknown>>, readonly Input[]]>([
		["a success", "succeed", {}, []],
		["a failure", "fail", {}, []],
		["a signal", { signal: "SIGSEGV" }, {}, []],
		["the end of the memory", { exitCode: 137, reason: "out-of-memory" }, {}, []],
		["a loss", { lost: true }, {}, []],
		["a refused launch", { refused: "no such user" }, {}, []],
		["a failed launch", { failed: "no room" }, {}, []],
		["a kill", forHours, {}, [killed]],
		["the end of the job", forHours, {}, [deleted]],
		["a time limit", forHours, { maxCompletionTime: 60 }, []],
		["a failure that is tried again later", ["fail", "succeed"], { retries: 1 }, []],
	])("is free again after %s", async (...[, outcome, fields, inputs]) => {
		const scene = await openScene({ a: outcome });
		const { engine, clock } = scene;
		await begin(scene, "a", { gpus: 2, ...fields });
		await Promise.all(inputs.map((input) => engine.tell(input)));
		await begin(scene, "all", { gpus: 2 });
		await clock.advance({ minutes: 5 });
		expect(engine.state.usedDevices.size).toBe(0);
		expect(scene.executor.started.filter(({ job }) => job === "all")).toHaveLength(1);
	});

	test("is one attempt's alone, and the next one's as soon as it is free", async () => {
		const scene = await openScene({ a: { afterMs: hourMs }, b: { afterMs: 60_000 }, c: { afterMs: hourMs } });
		for (const name of ["a", "b", "c"]) await begin(scene, name, { gpus: 1 });
		expect(devicesIn(scene)).toEqual({ a: ["gpu-0"], b: ["gpu-1"] });
		await scene.clock.advance({ minutes: 2 });
		expect(devicesIn(scene)).toEqual({ a: ["gpu-0"], c: ["gpu-1"] });
	});

	test("stays the attempt's when the server is another one, also while the driver is still asked", async () => {
		const before = await openScene({ a: { afterMs: hourMs }, b: { afterMs: 60_000 }, c: { afterMs: hourMs } });
		await begin(before, "a", { gpus: 1 });
		await begin(before, "b", { gpus: 1 });
		await begin(before, "c", { gpus: 1 });
		await before.engine.close();

		const scene = await before.again({ capacity: { ...machine, gpus: [], isLookingForGpus: true } });
		const { engine, clock } = scene;
		expect(devicesIn(scene)).toEqual({ a: ["gpu-0"], b: ["gpu-1"] });
		await engine.tell({ type: "capacity.changed", capacity: twoGpus });
		await clock.advance({ seconds: 1 });
		expect(runningIn(engine)).toHaveLength(2);
		await clock.advance({ minutes: 2 });
		expect(devicesIn(scene)).toEqual({ a: ["gpu-0"], c: ["gpu-1"] });
	});

	test("that has gone away meanwhile is given to nobody", async () => {
		const scene = await openScene({ a: { afterMs: 60_000 }, b: { afterMs: hourMs } });
		await begin(scene, "a", { gpus: 1 });
		await scene.engine.tell({ type: "capacity.changed", capacity: { ...machine, gpus: ["gpu-1"] } });
		await begin(scene, "b", { gpus: 1 });
		expect(devicesIn(scene)).toEqual({ a: ["gpu-0"], b: ["gpu-1"] });
		await scene.clock.advance({ minutes: 2 });
		expect([...scene.engine.state.usedDevices]).toEqual(["gpu-1"]);
	});
});

describe("the use of GPUs", () => {
	type Measure = NonNullable<EngineOptions["measureGpus"]>;
	const busy = (utilPercent: number, memMb: number): ReadonlyMap<string, GpuReading> =>
		new Map(known.map(({ id }) => [id, { utilPercent, memMb }]));
	const capacity = { ...twoGpus, gpuFacts: known };

	/** A scene whose driver answers one look after the other, the last answer for ever. */
	async function watched(script: Readonly<Record<string, ScriptedJob>>, answers: readonly ReturnType<Measure>[]) {
		const looks: { readonly at: number; readonly ids: readonly string[] }[] = [];
		const scene: Scene = await openScene(script, {
			capacity,
			measureGpus: (ids) => {
				looks.push({ at: scene.clock.now(), ids });
				return answers[Math.min(looks.length, answers.length) - 1] ?? Promise.resolve(new Map());
			},
		});
		return { ...scene, looks };
	}

	const endOf = ({ store }: Scene): unknown => store.history.listRuns({ job: "a", limit: 1 })[0]?.attempts[0]?.end;
	const told = (...answers: readonly ReadonlyMap<string, GpuReading>[]) =>
		answers.map((answer) => Promise.resolve(answer));

	test("is looked at only while an attempt has some", async () => {
		const scene = await watched({ a: { afterMs: 30_000 }, plain: { afterMs: hourMs } }, told(busy(1, 1)));
		const { clock, looks } = scene;
		await begin(scene, "plain", {});
		await clock.advance({ minutes: 10 });
		expect(looks).toHaveLength(0);
		await begin(scene, "a", { gpus: 1 });
		await clock.advance({ minutes: 10 });
		expect(looks.map(({ ids }) => ids.join(" "))).toEqual(Array(6).fill("gpu-0"));
		await begin(scene, "a", { gpus: 1 });
		await clock.advance(1500);
		expect(looks).toHaveLength(7);
	});

	test("is told while it runs, and kept in brief when it has ended", async () => {
		const scene = await watched({ a: { afterMs: 11_500 } }, told(busy(100, 2000), busy(0, 500)));
		const { engine, clock } = scene;
		await begin(scene, "a", { gpus: 2 });
		const taskId = runningIn(engine)[0] ?? "";
		expect(engine.gpuUseOf(taskId)).toBeUndefined();
		await clock.advance(7000);
		const having = { gpus: 2, totalMemMb: 160_000, mostMemMb: 4000, averagePercent: 17 };
		expect(engine.gpuUseOf(taskId)).toEqual({ ...having, latestPercent: 0, latestMemMb: 1000 });
		await clock.advance(10_000);
		expect(endOf(scene)).toMatchObject({ outcome: "succeeded", gpuUse: { ...having, averagePercent: 9 } });
		expect(endOf(scene)).not.toHaveProperty("gpuUse.latestPercent");
		expect(engine.gpuUseOf(taskId)).toBeUndefined();
		const events = scene.store.history.listEvents({ after: 0, limit: 99 });
		expect(events.find(({ event }) => event.type === "attempt.ended")?.event).toHaveProperty("end.gpuUse.gpus", 2);
	});

	test("is each attempt's own", async () => {
		const readings = new Map([
			["gpu-0", { utilPercent: 10, memMb: 100 }],
			["gpu-1", { utilPercent: 90, memMb: 900 }],
		]);
		const scene = await watched({ a: { afterMs: hourMs }, b: { afterMs: hourMs } }, told(readings));
		await begin(scene, "a", { gpus: 1 });
		await begin(scene, "b", { gpus: 1 });
		await scene.clock.advance(2000);
		expect(runningIn(scene.engine).map((taskId) => scene.engine.gpuUseOf(taskId)?.averagePercent)).toEqual([10, 90]);
	});

	test("counts from the first look of a server that found the attempt running", async () => {
		const before = await watched({ a: { afterMs: 2 * hourMs } }, told(busy(100, 9)));
		await begin(before, "a", { gpus: 1 });
		await before.clock.advance(hourMs);
		await before.engine.close();
		const answers = [busy(50, 5), busy(0, 5)];
		const measureGpus: Measure = () => Promise.resolve(answers.shift() ?? new Map());
		const { engine, clock } = await before.again({ capacity, measureGpus });
		await clock.advance(7000);
		expect(engine.gpuUseOf(runningIn(engine)[0] ?? "")).toMatchObject({ averagePercent: 25, mostMemMb: 5 });
	});

	test.each([
		["tells nothing", () => Promise.resolve(new Map())],
		["fails", () => Promise.reject(new Error("no driver"))],
	])("is asked for less and less often of a driver that %s", async (_, answer) => {
		const looks: number[] = [];
		const scene: Scene = await openScene(
			{ a: { afterMs: hourMs } },
			{ capacity, measureGpus: () => (looks.push(scene.clock.now()), answer()) },
		);
		await begin(scene, "a", { gpus: 1 });
		await scene.clock.advance(hourMs);
		expect(looks.length).toBeGreaterThan(10);
		expect(looks.length).toBeLessThan(16);
		expect(endOf(scene)).toMatchObject({ outcome: "succeeded" });
		expect(endOf(scene)).not.toHaveProperty("gpuUse");
	});

	test("is looked at soon of an attempt that comes after a driver was left in peace", async () => {
		const answers = told(...Array.from({ length: 40 }, () => new Map()), busy(5, 5));
		const scene = await watched({ a: { afterMs: 30 * 60_000 }, b: { afterMs: hourMs } }, answers);
		await begin(scene, "a", { gpus: 1 });
		await scene.clock.advance({ minutes: 30, seconds: 1 });
		const before = scene.looks.length;
		await begin(scene, "b", { gpus: 1 });
		await scene.clock.advance(1500);
		expect(scene.looks).toHaveLength(before + 1);
	});

	test("is asked for once at a time, and keeps nothing waiting", async () => {
		const answer = Promise.withResolvers<ReadonlyMap<string, GpuReading>>();
		const scene = await watched({ a: { afterMs: hourMs }, b: {} }, [answer.promise]);
		await begin(scene, "a", { gpus: 1 });
		await scene.clock.advance({ minutes: 30 });
		await begin(scene, "b", { gpus: 1 });
		expect(scene.looks).toHaveLength(1);
		await scene.clock.advance(hourMs);
		expect(endOf(scene)).toMatchObject({ outcome: "succeeded" });
		answer.resolve(busy(1, 1));
		await scene.clock.advance(1);
		await scene.engine.close();
	});

	test("is nobody's business any more when the server is closed", async () => {
		const scene = await watched({ a: { afterMs: hourMs } }, told(busy(1, 1)));
		await begin(scene, "a", { gpus: 1 });
		await scene.clock.advance(2000);
		await scene.engine.close();
		await scene.clock.advance({ minutes: 10 });
		expect(scene.looks).toHaveLength(1);
	});
});
