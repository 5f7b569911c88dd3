import { describe, expect, test } from "vitest";
import type { Defect } from "./faulty-world.ts";
import { pieceOf, simulate } from "./simulate-week.ts";

/** Every second one of a year; `npm run simulate` takes as many as one likes. */
const weeks = Array.from({ length: 26 }, (_, index) => 2 * index);

test("a server that is killed, whose disk fails and whose clock is set runs every window of a year once", async () => {
	let kills = 0;
	for (const week of weeks) {
		const piece = pieceOf(week);
		const simulated = await simulate(piece);
		kills += simulated.kills;
		expect({ ...piece, faults: simulated.faults }).toEqual({ ...piece, faults: [] });
	}
	expect(kills).toBeGreaterThan(10 * weeks.length);
}, 120_000);

describe("it is found out when", () => {
	test.each<readonly [Defect, RegExp]>([
		["claims are forgotten", /began 2 times/],
		["commits are forgotten", /not numbered in order/],
		["ends are invented", /ended with \d, told was \d/],
		["alarms ring late", /was \d+ ms late/],
	])("%s", async (defect, fault) => {
		const { faults } = await simulate(pieceOf(0), defect);
		expect(faults.filter((found) => fault.test(found)).length).toBeGreaterThan(0);
	});
});
