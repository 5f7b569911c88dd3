import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { manualClock } from "../src/index.ts";

const dawn = Date.parse("2026-01-01T00:00:00Z");

describe("a manual clock", () => {
	test("stands still until it is told to go", async () => {
		const clock = manualClock("2026-01-01T00:00:00Z");
		const woken: number[] = [];
		void clock.sleep(10).then(() => woken.push(clock.now() - dawn));
		await setImmediate();
		expect([clock.now(), woken]).toEqual([dawn, []]);
		await clock.advance(9);
		expect(woken).toEqual([]);
		await clock.advance(1);
		expect(woken).toEqual([10]);
	});
	test.each([
		[1500, 1500],
		[{ days: 1, hours: 2, minutes: 3, seconds: 4, ms: 5 }, 93_784_005],
		[{}, 0],
	])("goes on by %j", async (span, ms) => {
		const clock = manualClock(dawn);
		await clock.advance(span);
		expect(clock.now()).toBe(dawn + ms);
	});
	test("goes to a time, and never back", async () => {
		const clock = manualClock(dawn);
		await clock.advanceTo("2026-01-02T00:00:00Z");
		await clock.advanceTo(dawn);
		expect(clock.now()).toBe(dawn + 86_400_000);
	});
	test("is set without letting time pass, and sleepers sleep as long as they meant to", async () => {
		const clock = manualClock(dawn);
		let isAwake = false;
		void clock.sleep(1000).then(() => (isAwake = true));
		clock.step({ days: 1 });
		await clock.advance(999);
		expect([clock.now(), clock.monotonic?.(), isAwake]).toEqual([dawn + 86_400_999, 999, false]);
		clock.step({ days: -2 });
		await clock.advance(1);
		expect([clock.now(), clock.monotonic?.(), isAwake]).toEqual([dawn - 86_399_000, 1000, true]);
	});
	test("knows no time that is none", async () => {
		expect(() => manualClock("tomorrow")).toThrow("tomorrow is not a time");
	});
	test("wakes sleepers in order, and those of the same time in the order in which they fell asleep", async () => {
		const clock = manualClock(0);
		const woken: string[] = [];
		for (const [name, ms] of [
			["late", 30],
			["first", 20],
			["second", 20],
			["early", 10],
			["now", -5],
		] as const) {
			void clock.sleep(ms).then(() => woken.push(`${name} ${String(clock.now())}`));
		}
		await clock.advance(25);
		expect(woken).toEqual(["now 0", "early 10", "first 20", "second 20"]);
	});
	test("lets whoever wakes finish before the next one does, however often they take turns", async () => {
		const clock = manualClock(0);
		const seen: string[] = [];
		const work = async (name: string, ms: number): Promise<void> => {
			await clock.sleep(ms);
			for (let turn = 0; turn < 5; turn++) {
				await setImmediate();
				seen.push(`${name} ${String(clock.now())}`);
			}
		};
		void work("a", 10);
		void work("b", 11);
		await clock.advance(20);
		expect(seen).toEqual([...Array(5).fill("a 10"), ...Array(5).fill("b 11")]);
	});
	test("wakes those who fall asleep on the way", async () => {
		const clock = manualClock(0);
		let count = 0;
		void (async () => {
			for (;;) {
				await clock.sleep(10);
				count += 1;
			}
		})();
		await clock.advance(1000);
		expect(count).toBe(100);
	});
	test("ends a sleep early when its signal fires", async () => {
		const clock = manualClock(0);
		const alarm = new AbortController();
		const sleeping = clock.sleep(1000, alarm.signal);
		alarm.abort();
		await sleeping;
		await clock.sleep(1000, alarm.signal);
		expect(clock.now()).toBe(0);
	});
});
