import { describe, expect, test } from "vitest";
import type { Clock } from "../clock.ts";
import { ChronosError } from "../errors.ts";
import { type Outcome, retryReads } from "./retry-reads.ts";

const answer = (status: number, text = ""): Outcome => ({ status, text, headers: {}, base: "http://a" });
const failure = (isPassing: boolean): Outcome => ({
	stage: "head",
	isPassing,
	error: new ChronosError("target.unreachable", "gone"),
});

function countingClock(): Clock & { readonly pausesMs: number[] } {
	const pausesMs: number[] = [];
	return {
		pausesMs,
		now: () => 0,
		sleep: async (ms) => {
			pausesMs.push(ms);
		},
	};
}

describe("a read", () => {
	test.each([
		["succeeds at once", [answer(200)], 1],
		["is refused", [answer(400, "no")], 1],
		["meets a stumble", [answer(500), answer(200)], 2],
		["meets a stumble twice", [answer(500), answer(500), answer(200)], 2],
		["meets a gateway that starts", [answer(503), answer(502), answer(504), answer(200)], 4],
		["meets a gateway that never starts", Array.from({ length: 9 }, () => answer(503)), 4],
		["is broken off", [failure(true), failure(true), answer(200)], 3],
		["finds nobody", [failure(false), answer(200)], 1],
	])("that %s is asked as often as it helps", async (_, outcomes, times) => {
		let asked = 0;
		const outcome = await retryReads(async () => outcomes[asked++] ?? answer(200), {
			clock: countingClock(),
			random: () => 0.5,
		});
		expect([asked, outcome]).toEqual([times, outcomes[times - 1]]);
	});

	test("waits longer each time, and never at the same moments as others", async () => {
		const [calm, hasty] = [countingClock(), countingClock()];
		await retryReads(async () => failure(true), { clock: calm, random: () => 1 });
		await retryReads(async () => failure(true), { clock: hasty, random: () => 0 });
		expect(calm.pausesMs).toEqual([150, 300, 600]);
		expect(hasty.pausesMs).toEqual([50, 100, 200]);
	});

	test("is given up in a pause", async () => {
		const end = new AbortController();
		const clock: Clock = { now: () => 0, sleep: async () => end.abort(new Error("enough")) };
		const asking = retryReads(async () => failure(true), { clock, random: Math.random, signal: end.signal });
		await expect(asking).rejects.toThrow("enough");
	});
});
