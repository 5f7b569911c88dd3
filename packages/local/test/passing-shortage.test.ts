import { describe, expect, test } from "vitest";
import { type Executor, findRun, type Launch, whyNotRunning } from "../src/index.ts";
import { dawn, eventsOf, instead, openScene, put, runningIn, start } from "./open-scene.ts";

type Shortage = Extract<Launch, { kind: "failed" }>;

const shortage: Shortage = { kind: "failed", reason: "EMFILE: too many open files", isPassing: true };

/** An executor that lacks something until it is given; and when it was asked, and as whom. */
async function openPoor(lack = shortage) {
	const scene = await openScene({ a: { afterMs: 1000 } });
	const poverty = { isOver: false };
	const asked: { readonly at: number; readonly nonce: string }[] = [];
	const begin: Executor["start"] = async (attempt, sandbox) => {
		asked.push({ at: scene.clock.now() - dawn, nonce: attempt.nonce });
		return poverty.isOver ? scene.executor.start(attempt, sandbox) : lack;
	};
	const executor = instead(scene.executor, { start: begin });
	const poor = await scene.again({ executor });
	await poor.engine.tell(put("a", { retries: 0 }));
	await poor.engine.tell(start("a"));
	await poor.clock.advance(0);
	return { ...poor, executor, asked, poverty };
}

describe("a launch that fails for want of something that may come back", () => {
	test("is tried again, later and later, as the same attempt", async () => {
		const { clock, asked, poverty, store, executor } = await openPoor();
		await clock.advance(10_000);
		expect(asked.map(({ at }) => at)).toEqual([0, 100, 300, 700, 1500, 3100, 6300]);
		poverty.isOver = true;
		await clock.advance(5000);
		expect(new Set(asked.map(({ nonce }) => nonce)).size).toBe(1);
		expect(asked.at(-1)?.at).toBe(11_300);
		const [record] = store.history.listRuns({ limit: 9 });
		expect(record).toMatchObject({ run: { outcome: "succeeded" }, attempts: [{ number: 0 }] });
		expect(record?.attempts).toHaveLength(1);
		expect(record?.attempts[0]?.delayedBecause).toBeUndefined();
		expect(executor.name).toBe("scripted");
	});

	test("says once why it has to wait", async () => {
		const { clock, engine, store } = await openPoor();
		await clock.advance(10_000);
		expect(whyNotRunning(engine.state, "a", clock.now())).toContainEqual({
			type: "executor-unavailable",
			because: shortage.reason,
		});
		expect(eventsOf(store).filter((event) => event.startsWith("attempt.delayed"))).toEqual(["attempt.delayed a"]);
	});

	test("waits ten minutes for what it would run in", async () => {
		const { clock, store } = await openPoor({ ...shortage, isAway: true });
		const outcome = () => store.history.listRuns({ limit: 9 })[0]?.run.outcome;
		await clock.advance(590_000);
		expect(outcome()).toBeUndefined();
		await clock.advance(15_000);
		expect(outcome()).toBe("failed");
	});

	test("has failed after a minute", async () => {
		const { clock, store, asked } = await openPoor();
		await clock.advance(59_999);
		expect(store.history.listRuns({ limit: 9 })[0]?.run.outcome).toBeUndefined();
		await clock.advance(1);
		expect(asked.at(-1)?.at).toBe(60_000);
		expect(store.history.listRuns({ limit: 9 })).toMatchObject([
			{ run: { outcome: "failed" }, attempts: [{ end: { reason: `launch-failed: ${shortage.reason}` } }] },
		]);
	});

	test("is not tried again once somebody kills it", async () => {
		const { clock, engine, store, asked } = await openPoor();
		await engine.tell({ type: "tasks.killed", name: "a" });
		await clock.advance(60_000);
		expect(asked).toHaveLength(1);
		expect(store.history.listRuns({ limit: 9 })).toMatchObject([{ run: { outcome: "killed" } }]);
	});

	test("is left to the next server, which goes on as the same attempt", async () => {
		const scene = await openPoor();
		const { clock, engine, asked, poverty } = scene;
		const before = runningIn(engine);
		await engine.close();
		await clock.advance(60_000);
		expect(asked).toHaveLength(1);
		poverty.isOver = true;
		const next = await scene.again({ executor: scene.executor });
		await clock.advance(0);
		expect(runningIn(next.engine)).toEqual(before);
		await clock.advance(1000);
		expect(new Set(asked.map(({ nonce }) => nonce)).size).toBe(1);
		expect(findRun(next.engine.state, 2)).toBeUndefined();
		expect(scene.store.history.listRuns({ limit: 9 })).toMatchObject([{ run: { outcome: "succeeded" } }]);
	});

	test("does not hold up a stop", async () => {
		const { clock, engine, store } = await openPoor();
		const closed = engine.close({ stopJobs: true });
		await clock.advance(0);
		await closed;
		expect(store.history.listRuns({ limit: 9 })).toMatchObject([{ run: { outcome: "killed" } }]);
	});
});

test("a launch that fails for another reason is not tried again", async () => {
	const { engine, clock, executor } = await openScene({ a: { failed: "no such user" } });
	await engine.tell(put("a", { retries: 0 }));
	await engine.tell(start("a"));
	await clock.advance(60_000);
	expect(executor.started).toHaveLength(0);
	expect(runningIn(engine)).toEqual([]);
});
