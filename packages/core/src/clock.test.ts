import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { systemClock } from "./clock.ts";

test("a sleep ends after its time", async () => {
	const before = performance.now();
	await systemClock.sleep(20);
	expect(performance.now() - before).toBeGreaterThanOrEqual(19);
});

test("time passes whatever the clock on the wall says", async () => {
	const before = systemClock.monotonic?.() ?? Number.NaN;
	await systemClock.sleep(20);
	expect((systemClock.monotonic?.() ?? Number.NaN) - before).toBeGreaterThanOrEqual(19);
});

test("a sleep ends when its signal fires, and leaves no listener behind", async () => {
	const alarm = new AbortController();
	const sleeping = systemClock.sleep(3_600_000, alarm.signal);
	alarm.abort();
	await sleeping;
	expect(getEventListeners(alarm.signal, "abort")).toHaveLength(0);
});

test("a sleep whose signal has fired already does not begin", async () => {
	await expect(systemClock.sleep(3_600_000, AbortSignal.abort())).resolves.toBeUndefined();
});
