import { describe, expect, it } from "vitest";
import { manualClock } from "../manual-clock.ts";
import { lookUntilSeen } from "./look-until-seen.ts";

describe("looking until there is something", () => {
	it.each([
		["sees at once what is there", { comesAfter: 1, looks: 3 }, { seen: "it", slept: [] }],
		["waits between its looks", { comesAfter: 3, looks: 3 }, { seen: "it", slept: [20, 20] }],
		["gives up after the last one", { comesAfter: 9, looks: 3 }, { seen: undefined, slept: [20, 20] }],
		["looks once in any case", { comesAfter: 9, looks: 0 }, { seen: undefined, slept: [] }],
	])("%s", async (_, { comesAfter, looks }, expected) => {
		const slept: number[] = [];
		const clock = { ...manualClock(0), sleep: async (ms: number) => void slept.push(ms) };
		let looked = 0;
		const seen = await lookUntilSeen(() => (++looked >= comesAfter ? "it" : undefined), {
			clock,
			looks,
			everyMs: 20,
		});
		expect({ seen, slept }).toEqual(expected);
	});
});
