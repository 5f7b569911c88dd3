import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type AttemptSpec, EngineClosedError, findJob, type Input, type Launch, whyNotRunning } from "../src/index.ts";
import { dawn, eventsOf, instead, openScene, put, runningIn, start } from "./open-scene.ts";

const hourMs = 3_600_000;
const nonsense = { type: "nonsense" } as unknown as Input;

describe("what is told in one turn", () => {
	test("is stored in one commit, each row once, before anybody hears of it", async () => {
		const { engine, store } = await openScene();
		const told = Array.from({ length: 20 }, (_, index) => engine.tell(put(`job-${String(index % 10)}`)));
		expect(store.commits).toHaveLength(0);
		expect(await Promise.all(told)).toEqual(Array(20).fill(undefined));
		expect(store.commits).toHaveLength(1);
		const saved = store.commits[0]?.filter(({ type }) => type === "job.save");
		expect(saved).toHaveLength(10);
		expect(store.load().jobs.map(({ version }) => version)).toEqual(Array(10).fill(2));
	});
	test("and is refused is answered without a commit", async () => {
		const { engine, store } = await openScene();
		expect(await engine.tell(start("nobody"))).toEqual({ code: "job.not-found", job: "nobody" });
		expect(store.commits).toHaveLength(0);
	});
	test("is decided in order, also where a name is given away again", async () => {
		const { engine, store } = await openScene();
		const inputs = [put("a"), { type: "job.deleted", name: "a" } as const, put("a", { description: "another" })];
		await Promise.all(inputs.map((input) => engine.tell(input)));
		expect(store.load().jobs.map(({ job }) => job.description)).toEqual(["another"]);
		await Promise.all([{ type: "job.deleted", name: "a" } as const, put("b")].map((input) => engine.tell(input)));
		expect(store.load().jobs.map(({ job }) => job.name)).toEqual(["b"]);
	});
	test("is more than one group when it would keep others waiting", async () => {
		const { engine, store } = await openScene();
		await Promise.all(Array.from({ length: 1200 }, (_, index) => engine.tell(put(`job-${String(index)}`))));
		expect(store.commits).toHaveLength(3);
		expect(store.load().jobs).toHaveLength(1200);
	});
	test("and makes the engine fail is told to its sender, and to nobody else", async () => {
		const { engine, problems } = await openScene();
		const [bad, good] = await Promise.allSettled([engine.tell(nonsense), engine.tell(put("a"))]);
		expect([bad.status, good.status]).toEqual(["rejected", "fulfilled"]);
		expect(problems).toMatchObject([{ code: "input-failed", about: "nonsense" }]);
		expect(findJob(engine.state, "a")).toBeDefined();
	});
});

describe("a store that fails", () => {
	test("changes nothing, and says so to whoever waits", async () => {
		const { engine, store } = await openScene();
		await engine.tell(put("a"));
		const before = engine.state;
		store.failure = new Error("the disk is full");
		await expect(Promise.all([engine.tell(put("b")), engine.tell(start("a"))])).rejects.toThrow("the disk is full");
		expect(engine.state).toBe(before);
		store.failure = undefined;
		expect(eventsOf(store)).toEqual(["job.created a"]);
		expect(await engine.tell(put("b"))).toBeUndefined();
		expect(store.history.listEvents({ after: 0, limit: 9 }).map(({ id }) => id)).toEqual([1, 2]);
	});
	test("loses no end of an attempt", async () => {
		const { engine, store, clock, problems } = await openScene({ a: { exitCode: 3, afterMs: 1000 } });
		await engine.tell(put("a", { retries: 0 }));
		await engine.tell(start("a"));
		await clock.advance(500);
		store.failure = new Error("the disk is full");
		await clock.advance({ minutes: 10 });
		expect(runningIn(engine)).toHaveLength(1);
		// Tried less and less often, but not never.
		expect(problems.length).toBeGreaterThan(50);
		expect(problems.length).toBeLessThan(80);
		store.failure = undefined;
		await clock.advance({ seconds: 10 });
		expect(runningIn(engine)).toHaveLength(0);
		expect(store.history.listRuns({ limit: 1 })[0]).toMatchObject({
			run: { outcome: "failed", settledAt: dawn + 1000 },
			attempts: [{ startedAt: dawn, end: { exitCode: 3, at: dawn + 1000 } }],
		});
	});
	test("launches nothing, and launches it once when it works again", async () => {
		const { engine, store, clock, executor } = await openScene();
		await engine.tell(put("a", { schedule: "R/2026-01-01T01:00:00Z/PT1H" }));
		store.failure = new Error("the disk is full");
		await clock.advance(hourMs + 60_000);
		expect(executor.started).toEqual([]);
		store.failure = undefined;
		await clock.advance({ seconds: 20 });
		expect(executor.started).toHaveLength(1);
	});
	test("opens no engine", async () => {
		const { engine, store, clock, again } = await openScene({ a: { afterMs: hourMs } });
		await engine.tell(put("a"));
		await engine.tell(start("a"));
		await engine.close();
		await clock.advance(2 * hourMs);
		store.failure = new Error("the disk is full");
		await expect(again()).rejects.toThrow("the disk is full");
	});
});

describe("a launch", () => {
	test("comes after the commit of its attempt, which knows its GPUs", async () => {
		const seen: unknown[] = [];
		const scene = await openScene();
		const executor = instead(scene.executor, {
			start: (spec, sandbox) => {
				const attempt = scene.store.history.findAttempt(spec.taskId);
				seen.push([attempt?.phase, spec.devices, spec.needs?.cpus, sandbox.directory]);
				return scene.executor.start(spec, sandbox);
			},
		});
		const { engine, clock } = await scene.again({ executor });
		await engine.tell(put("a", { gpus: 1, cpus: 2 }));
		await engine.tell(start("a"));
		await clock.advance(1);
		expect(seen).toEqual([["starting", ["gpu-0"], 2, "/nonexistent/sandboxes/2-0"]]);
		expect(engine.sandboxOf({ runId: 2, number: 0 }).stdoutFile).toBe("/nonexistent/sandboxes/2-0/stdout");
	});
	test.each([
		["is refused", { refused: "there is no user nobody" }, "launch-failed: there is no user nobody"],
		["fails", { failed: "no space" }, "launch-failed: no space"],
	])("that %s is a failed attempt that says why", async (_, outcome, reason) => {
		const { engine, clock, store } = await openScene({ a: outcome });
		await engine.tell(put("a", { retries: 0 }));
		await engine.tell(start("a"));
		await clock.advance(1);
		const [record] = store.history.listRuns({ limit: 1 });
		expect(record).toMatchObject({ run: { outcome: "failed" }, attempts: [{ startedAt: undefined, end: { reason } }] });
	});
	test("that throws is one that failed", async () => {
		const scene = await openScene();
		const executor = instead(scene.executor, { start: () => Promise.reject(new Error("no descriptors left")) });
		const { engine, clock, store } = await scene.again({ executor });
		await engine.tell(put("a", { retries: 0 }));
		await engine.tell(start("a"));
		await clock.advance(1);
		expect(store.history.listRuns({ limit: 1 })[0]?.attempts).toMatchObject([
			{ end: { reason: "launch-failed: no descriptors left" } },
		]);
	});
	test("of a container does not come, and it is known why", async () => {
		const { engine, clock, executor } = await openScene();
		await engine.tell(put("a", { container: { type: "DOCKER", image: "busybox" } }));
		await engine.tell(start("a"));
		await clock.advance(1000);
		expect(executor.started).toEqual([]);
		expect(whyNotRunning(engine.state, "a", engine.now())).toContainEqual({
			type: "executor-unavailable",
			because: "containers need Docker or Podman, which this server does not drive",
		});
	});
	test("of anything does not come where the executor cannot work", async () => {
		const scene = await openScene();
		const probe = () => Promise.resolve({ available: false, reason: "setsid is missing", hint: "" } as const);
		const { engine, clock } = await scene.again({ executor: instead(scene.executor, { probe }) });
		await engine.tell(put("a"));
		await engine.tell(start("a"));
		await clock.advance(1000);
		expect(scene.executor.started).toEqual([]);
		expect(whyNotRunning(engine.state, "a", engine.now())).toContainEqual({
			type: "executor-unavailable",
			because: "setsid is missing",
		});
	});
});

describe("a kill", () => {
	const kill: Input = { type: "tasks.killed", name: "a" };
	test("ends an attempt", async () => {
		const { engine, clock, store } = await openScene({ a: { afterMs: hourMs } });
		await engine.tell(put("a"));
		await engine.tell(start("a"));
		await clock.advance(1);
		await engine.tell(kill);
		await clock.advance(1);
		expect(eventsOf(store).at(-1)).toBe("run.settled a killed");
		expect(store.history.listRuns({ limit: 1 })[0]?.attempts[0]?.end?.signal).toBe("SIGTERM");
	});
	test("is not lost while the attempt has yet to begin", async () => {
		const scene = await openScene({ a: { afterMs: hourMs } });
		const gate = Promise.withResolvers<undefined>();
		const executor = instead(scene.executor, {
			start: async (...spec): Promise<Launch> => {
				await gate.promise;
				return scene.executor.start(...spec);
			},
		});
		const { engine, clock, store } = await scene.again({ executor });
		await engine.tell(put("a"));
		await engine.tell(start("a"));
		await engine.tell(kill);
		await clock.advance(1000);
		expect(runningIn(engine)).toHaveLength(1);
		gate.resolve(undefined);
		await clock.advance(1);
		expect(eventsOf(store).at(-1)).toBe("run.settled a killed");
	});
	test("that fails is reported, and can be tried again", async () => {
		const scene = await openScene({ a: { afterMs: hourMs } });
		let stops = 0;
		const executor = instead(scene.executor, {
			start: async (...spec) => {
				const launch = await scene.executor.start(...spec);
				if (launch.kind !== "running") return launch;
				const { end } = launch.attempt;
				const stop = () => (++stops === 1 ? Promise.reject(new Error("EPERM")) : launch.attempt.stop(0));
				return { kind: "running", attempt: { end, stop } };
			},
		});
		const { engine, clock, problems } = await scene.again({ executor });
		await engine.tell(put("a"));
		await engine.tell(start("a"));
		await clock.advance(1);
		await engine.tell(kill);
		await clock.advance(1);
		expect(problems).toMatchObject([{ code: "stop-failed" }]);
		await engine.tell(kill);
		await clock.advance(1);
		expect(runningIn(engine)).toEqual([]);
	});
	test("comes at the time limit", async () => {
		const { engine, clock, store } = await openScene({ a: { afterMs: hourMs } });
		await engine.tell(put("a", { retries: 0, maxCompletionTime: 60 }));
		await engine.tell(start("a"));
		await clock.advance({ seconds: 61 });
		expect(store.history.listRuns({ limit: 1 })[0]).toMatchObject({
			run: { outcome: "failed" },
			attempts: [{ end: { at: dawn + 60_000, reason: "timeout" } }],
		});
	});
});

describe("after a restart", () => {
	test("what runs goes on and is not launched again", async () => {
		const { engine, clock, again, executor } = await openScene({ a: { afterMs: hourMs } });
		await engine.tell(put("a"));
		await engine.tell(start("a"));
		await clock.advance(1000);
		await engine.close();
		const { engine: second, store } = await again();
		expect(runningIn(second)).toHaveLength(1);
		await clock.advance(hourMs);
		expect(executor.started).toHaveLength(1);
		expect(store.history.listRuns({ limit: 1 })[0]?.run).toMatchObject({
			outcome: "succeeded",
			settledAt: dawn + hourMs,
		});
	});
	test("what ended meanwhile has ended when it did", async () => {
		const { engine, clock, again, executor } = await openScene({ a: { afterMs: hourMs } });
		await engine.tell(put("a"));
		await engine.tell(put("b", { schedule: undefined, parents: ["a"] }));
		await engine.tell(start("a"));
		await clock.advance(1000);
		await engine.close();
		await clock.advance(5 * hourMs);
		const { engine: second, store } = await again();
		expect(findJob(second.state, "a")?.job.lastSuccess).toBe("2026-01-01T01:00:00.000Z");
		expect(store.history.listRuns({ job: "a", limit: 1 })[0]?.run.settledAt).toBe(dawn + hourMs);
		await clock.advance(1);
		expect(executor.started.map(({ job, at }) => [job, at])).toEqual([
			["a", dawn],
			["b", dawn + 5 * hourMs + 1000],
		]);
	});
	test("what was never begun is launched under the same identity", async () => {
		const scene = await openScene();
		const specs: AttemptSpec[] = [];
		const deaf = instead(scene.executor, {
			start: (spec) => {
				specs.push(spec);
				return new Promise<Launch>(() => undefined);
			},
		});
		const { engine, clock } = await scene.again({ executor: deaf });
		await engine.tell(put("a"));
		await engine.tell(start("a"));
		await engine.close();
		const willing = instead(scene.executor, {
			start: (spec, sandbox) => {
				specs.push(spec);
				return scene.executor.start(spec, sandbox);
			},
		});
		const { engine: second, store } = await scene.again({ executor: willing });
		await clock.advance(1);
		expect(specs.map(({ taskId }) => taskId)).toEqual(Array(2).fill(`ct:${String(dawn)}:0:a:`));
		expect(new Set(specs.map(({ nonce }) => nonce)).size).toBe(1);
		expect(runningIn(second)).toEqual([]);
		expect(eventsOf(store).at(-1)).toBe("run.settled a succeeded");
	});
	test("what is lost is a failure", async () => {
		const { engine, clock, again } = await openScene({ a: { lost: true, afterMs: 10 } });
		await engine.tell(put("a", { retries: 0 }));
		await engine.tell(start("a"));
		await clock.advance(1);
		await engine.close();
		await clock.advance(100);
		const { store } = await again();
		expect(store.history.listRuns({ limit: 1 })[0]).toMatchObject({
			run: { outcome: "lost" },
			attempts: [{ end: { reason: "lost by the script" } }],
		});
	});
	test("what cannot be looked at is looked at again, and not launched", async () => {
		const { engine, clock, again, executor } = await openScene({ a: { afterMs: 10_000 } });
		await engine.tell(put("a"));
		await engine.tell(start("a"));
		await clock.advance(1);
		await engine.close();
		let looks = 0;
		const recover: typeof executor.recover = (...spec) =>
			++looks < 3 ? Promise.reject(new Error("EIO")) : executor.recover(...spec);
		const { engine: second, problems, store } = await again({ executor: instead(executor, { recover }) });
		expect(runningIn(second)).toHaveLength(1);
		await clock.advance({ minutes: 1 });
		expect(problems.map(({ code }) => code)).toEqual(["recover-failed", "recover-failed"]);
		expect(executor.started).toHaveLength(1);
		expect(store.history.listRuns({ limit: 1 })[0]?.run).toMatchObject({
			outcome: "succeeded",
			settledAt: dawn + 10_000,
		});
	});
	test("a kill that was under way is said again", async () => {
		const scene = await openScene({ a: { afterMs: hourMs } });
		const stubborn = instead(scene.executor, {
			start: async (...spec) => {
				const launch = await scene.executor.start(...spec);
				if (launch.kind !== "running") return launch;
				return { kind: "running", attempt: { end: launch.attempt.end, stop: () => new Promise(() => undefined) } };
			},
		});
		const { engine, clock } = await scene.again({ executor: stubborn });
		await engine.tell(put("a"));
		await engine.tell(start("a"));
		await clock.advance(1);
		await engine.tell({ type: "tasks.killed", name: "a" });
		await engine.close();
		const { store } = await scene.again();
		await clock.advance(1);
		expect(eventsOf(store).at(-1)).toBe("run.settled a killed");
	});
	test("ids and events go on where they were", async () => {
		const { engine, again } = await openScene();
		await engine.tell(put("a"));
		await engine.close();
		const { engine: second, store } = await again();
		await second.tell(put("b"));
		expect(store.load().jobs.map(({ id }) => id)).toEqual([1, 2]);
		expect(second.lastEventId).toBe(2);
		expect(store.history.listEvents({ after: 0, limit: 9 }).map(({ id }) => id)).toEqual([1, 2]);
	});
});

describe("a close", () => {
	test("takes nothing new and leaves what runs", async () => {
		const { engine, clock, store, executor } = await openScene({ a: { afterMs: hourMs } });
		await engine.tell(put("a"));
		await engine.tell(start("a"));
		await clock.advance(1);
		const last = engine.tell(put("b"));
		await engine.close();
		expect(await last).toBeUndefined();
		expect(findJob(engine.state, "b")).toBeDefined();
		await expect(engine.tell(put("c"))).rejects.toThrow(EngineClosedError);
		await clock.advance(2 * hourMs);
		expect(runningIn(engine)).toHaveLength(1);
		expect(executor.started).toHaveLength(1);
		await engine.close();
		expect(store.disposals).toBe(1);
	});
	test("can stop what runs, and starts nothing in its place", async () => {
		const { engine, clock, store, executor } = await openScene({ a: { afterMs: hourMs }, b: { afterMs: hourMs } });
		await engine.tell(put("a", { cpus: 4 }));
		await engine.tell(put("b", { cpus: 4 }));
		await engine.tell(start("a"));
		await engine.tell(start("b"));
		await clock.advance(1);
		await engine.close({ stopJobs: true });
		expect(executor.started.map(({ job }) => job)).toEqual(["a"]);
		expect(store.load().attempts).toEqual([]);
		expect(store.history.listRuns({ job: "a", limit: 1 })[0]?.run.outcome).toBe("killed");
		// What waits for room waits on.
		expect(store.load().runs).toMatchObject([{ job: "b", phase: "queued" }]);
	});
	test("gives up on what does not end", async () => {
		const scene = await openScene({ a: { afterMs: hourMs } });
		const executor = instead(scene.executor, {
			start: () =>
				Promise.resolve({
					kind: "running",
					attempt: { end: new Promise(() => undefined), stop: () => new Promise(() => undefined) },
				}),
		});
		const { engine, clock, store } = await scene.again({ executor });
		await engine.tell(put("a"));
		await engine.tell(start("a"));
		await clock.advance(1);
		const closed = engine.close({ stopJobs: true });
		await clock.advance({ minutes: 1 });
		await closed;
		expect(store.load().attempts).toHaveLength(1);
	});
});

describe("events", () => {
	async function read(events: AsyncIterable<{ readonly id: number }>, count: number): Promise<readonly number[]> {
		const ids: number[] = [];
		for await (const { id } of events) {
			ids.push(id);
			if (ids.length >= count) break;
		}
		return ids;
	}
	test("are read from the past into the future without a gap, however slow the reader is", async () => {
		const { engine } = await openScene();
		for (let index = 0; index < 5; index++) await engine.tell(put(`early-${String(index)}`));
		const controller = new AbortController();
		const reading = read(engine.events({ after: 2, signal: controller.signal }), 600);
		for (let index = 0; index < 10; index++) {
			await Promise.all(
				Array.from({ length: 100 }, (_, job) => engine.tell(put(`late-${String(index)}-${String(job)}`))),
			);
		}
		expect(await reading).toEqual(Array.from({ length: 600 }, (_, index) => index + 3));
	});
	test("end with their reader", async () => {
		const { engine } = await openScene();
		await engine.tell(put("a"));
		const controller = new AbortController();
		const reading = read(engine.events({ after: 0, signal: controller.signal }), 9);
		await engine.tell(put("b"));
		await setImmediate();
		controller.abort();
		expect(await reading).toEqual([1, 2]);
	});
	test("end with their engine", async () => {
		const { engine } = await openScene();
		const reading = read(engine.events({ after: 0, signal: new AbortController().signal }), 9);
		await engine.tell(put("a"));
		await engine.close();
		expect(await reading).toEqual([1]);
	});
});

describe("time", () => {
	test("that jumps is noticed within the longest sleep", async () => {
		const scene = await openScene();
		const steps = { ms: 0 };
		const clock = {
			now: () => scene.clock.now() + steps.ms,
			sleep: (...sleep: readonly [number, AbortSignal?]) => scene.clock.sleep(...sleep),
		};
		const { engine } = await scene.again({ clock, longestSleepMs: 60_000 });
		await engine.tell(put("a", { schedule: "R/2026-01-01T05:00:00Z/PT1H" }));
		await scene.clock.advance({ seconds: 30 });
		steps.ms = 24 * hourMs;
		await scene.clock.advance({ seconds: 60 });
		// One run for all that was passed over, and it says so.
		expect(scene.executor.started).toHaveLength(1);
		const [launched] = scene.store.history
			.listEvents({ after: 0, limit: 99 })
			.flatMap(({ event }) => (event.type === "attempt.launched" ? [event] : []));
		expect(launched).toMatchObject({ dueAt: dawn + 5 * hourMs, coversUntil: dawn + 25 * hourMs });
		steps.ms = 0;
		await scene.clock.advance({ hours: 20 });
		expect(scene.executor.started).toHaveLength(1);
	});
});

describe("retention", () => {
	test("forgets old runs and events, and nothing else", async () => {
		const dayMs = 24 * hourMs;
		const { engine, clock, store } = await openScene(
			{},
			{
				retention: { runsMs: 10 * dayMs, events: 100, sandboxesMs: Infinity, sandboxBytes: Infinity },
			},
		);
		await engine.tell(put("a", { schedule: "R/2026-01-01T00:00:00Z/PT1H" }));
		await clock.advance({ days: 40 });
		const runs = store.history.listRuns({ limit: 10_000 });
		expect(runs.length).toBeGreaterThanOrEqual(240);
		expect(runs.length).toBeLessThanOrEqual(265);
		expect(store.history.listEvents({ after: 0, limit: 10_000 }).length).toBeLessThan(250);
		expect(store.history.listEvents({ after: 0, limit: 10_000 }).at(-1)?.id).toBe(engine.lastEventId);
	});
});
