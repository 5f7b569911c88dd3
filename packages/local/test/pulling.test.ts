import { describe, expect, test } from "vitest";
import { reasonText } from "../src/http/reason-text.ts";
import { type Executor, whyNotRunning } from "../src/index.ts";
import { dawn, eventsOf, instead, openScene, put, start } from "./open-scene.ts";

type Hear = NonNullable<Parameters<Executor["start"]>[2]>;

/** An executor whose images are on their way until they are there. */
async function openPulling() {
	const scene = await openScene({ a: { afterMs: 1000 } });
	const pulls: { readonly hear: Hear; readonly arrive: () => void }[] = [];
	const begin: Executor["start"] = async (attempt, sandbox, hear) => {
		const there = Promise.withResolvers<void>();
		pulls.push({ hear: (pull) => hear?.(pull), arrive: there.resolve });
		attempt.signal?.addEventListener("abort", () => there.resolve());
		await there.promise;
		if (attempt.signal?.aborted === true) return { kind: "failed", reason: "nobody wants it", isPassing: true };
		return scene.executor.start(attempt, sandbox);
	};
	const pulling = await scene.again({ executor: instead(scene.executor, { start: begin }) });
	await pulling.engine.tell(put("a", { retries: 0 }));
	await pulling.engine.tell(start("a"));
	await pulling.clock.advance(0);
	const [pull] = pulls;
	if (pull === undefined) throw new Error("nothing was launched");
	return { ...pulling, ...pull };
}

test.each([
	[{ bytes: 0 }, "It is pulling a, 0 MB."],
	[{ bytes: 120e6, totalBytes: 2.1e9 }, "It is pulling a, 120 MB of 2.1 GB."],
])("how far an image has come is a sentence: %j", (pull, sentence) => {
	expect(reasonText({ type: "pulling", image: "a", ...pull })).toBe(sentence);
});

describe("an attempt whose image is being pulled", () => {
	test("tells how far it has come, and why it has not begun", async () => {
		const { clock, engine, store, hear } = await openPulling();
		const reasons = () => whyNotRunning(engine.state, "a", clock.now());
		hear({ image: "reg/tool:1", bytes: 0 });
		await clock.advance(100);
		expect(reasons()).toContainEqual({ type: "pulling", image: "reg/tool:1", bytes: 0 });
		hear({ image: "reg/tool:1", bytes: 120e6, totalBytes: 2.1e9 });
		await clock.advance(100);
		expect(reasons()).toContainEqual({ type: "pulling", image: "reg/tool:1", bytes: 120e6, totalBytes: 2.1e9 });
		expect(eventsOf(store).filter((event) => event.startsWith("attempt.pulling"))).toHaveLength(2);
	});

	test("has its whole time once it begins, and is said to be pulling no more", async () => {
		const { clock, engine, store, hear, arrive } = await openPulling();
		hear({ image: "reg/tool:1", bytes: 5 });
		await clock.advance(90_000);
		arrive();
		await clock.advance(500);
		expect(whyNotRunning(engine.state, "a", clock.now()).map(({ type }) => type)).not.toContain("pulling");
		hear({ image: "reg/tool:1", bytes: 6 });
		await clock.advance(1000);
		const [record] = store.history.listRuns({ limit: 9 });
		expect(record).toMatchObject({ run: { outcome: "succeeded" } });
		expect(record?.attempts[0]?.startedAt).toBeGreaterThanOrEqual(dawn + 90_000);
		expect(record?.attempts[0]?.pulling).toBeUndefined();
	});

	test("is not launched any more when it is killed, and its run has been killed", async () => {
		const { clock, engine, executor, store } = await openPulling();
		await engine.tell({ type: "tasks.killed", name: "a" });
		await clock.advance(0);
		const [record] = store.history.listRuns({ limit: 9 });
		expect(record).toMatchObject({ run: { outcome: "killed" } });
		expect(record?.attempts).toEqual([
			expect.objectContaining({ end: expect.objectContaining({ reason: expect.stringContaining("before it began") }) }),
		]);
		expect(record?.attempts[0]?.startedAt).toBeUndefined();
		expect(executor.started).toEqual([]);
		expect(eventsOf(store).filter((event) => event.startsWith("attempt.delayed"))).toEqual([]);
	});

	test("is left to the next server when this one ends", async () => {
		const { clock, engine, executor, store, again } = await openPulling();
		await engine.close();
		await clock.advance(0);
		expect(store.history.listRuns({ limit: 9 })[0]?.attempts[0]?.end).toBeUndefined();
		await again({ executor });
		await clock.advance(2000);
		expect(store.history.listRuns({ limit: 9 })[0]).toMatchObject({ run: { outcome: "succeeded" } });
	});

	test("is not launched any more either when it was recovered late, for its engine was away", async () => {
		const { clock, engine, executor, store, again } = await openPulling();
		await engine.close();
		const signals: (AbortSignal | undefined)[] = [];
		let looks = 0;
		const late = instead(executor, {
			recover: () => (looks++ === 0 ? Promise.reject(new Error("away")) : Promise.resolve({ kind: "never-claimed" })),
			start: async ({ signal }) => {
				signals.push(signal);
				await new Promise((resolve) => signal?.addEventListener("abort", resolve));
				return { kind: "failed", reason: "nobody wants it", isPassing: true };
			},
		});
		const next = await again({ executor: late });
		await clock.advance(6000);
		await next.engine.tell({ type: "tasks.killed", name: "a" });
		await clock.advance(0);
		expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
		expect(store.history.listRuns({ limit: 9 })[0]).toMatchObject({ run: { outcome: "killed" } });
	});
});
