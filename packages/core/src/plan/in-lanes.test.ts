import { expect, it } from "vitest";
import { inLanes } from "./in-lanes.ts";

it("works on so many items at a time and on all of them", async () => {
	const seen = { now: 0, most: 0, done: [] as number[] };
	const { failure } = await inLanes([1, 2, 3, 4, 5], { lanes: 2 }, async (item) => {
		seen.now += 1;
		seen.most = Math.max(seen.most, seen.now);
		await Promise.resolve();
		seen.now -= 1;
		seen.done.push(item);
	});
	expect(failure).toBeUndefined();
	expect(seen).toEqual({ now: 0, most: 2, done: [1, 2, 3, 4, 5] });
});

it("begins nothing after a failure and ends what waits", async () => {
	const halt = new AbortController();
	const begun: number[] = [];
	const { failure } = await inLanes([1, 2, 3, 4], { lanes: 2, onFailure: () => halt.abort() }, async (item) => {
		begun.push(item);
		if (item === 2) throw new Error("no");
		await new Promise((resolve) => halt.signal.addEventListener("abort", resolve));
		throw new Error("aborted");
	});
	expect(failure?.error).toEqual(new Error("no"));
	expect(begun).toEqual([1, 2]);
});
