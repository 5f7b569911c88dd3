import { describe, expect, it } from "vitest";
import { isExhausted, isSameSchedule } from "./is-same-schedule.ts";

describe("a live schedule is what launches have made of the written one", () => {
	it.each([
		["the same text", "R/2030-01-01T00:00:00Z/P1D", "R/2030-01-01T00:00:00Z/P1D", ""],
		["another way to write it", "R/2030-01-01T00:00:00.000Z/PT24H", "R/2030-01-01T00:00Z/PT24H", ""],
		["a daily job, days later", "R/2030-01-09T00:00:00.000Z/P1D", "R/2030-01-01T00:00:00Z/P1D", ""],
		["two of five runs", "R3/2025-01-01T06:00:00.000Z/PT1H", "R5/2025-01-01T00:00:00Z/PT1H", ""],
		["a start by hand before the first", "R1/2030-01-01T00:00:00.000Z/P1D", "R2/2030-01-01T00:00:00Z/P1D", ""],
		["run once, now, and it has", "R0/2027-11-21T09:00:01.101Z/P1Y", "R1//P1Y", ""],
		["run now and ever after", "R/2027-11-21T09:00:01.101Z/P1D", "R//P1D", ""],
		["every month, the 31st, after a February", "R/2025-06-28T00:00:00.000Z/P1M", "R/2025-01-31T00:00:00Z/P1M", ""],
		["every month, the 31st, in April", "R/2025-04-30T00:00:00.000Z/P1M", "R/2025-01-31T00:00:00Z/P1M", ""],
		["every year, from a leap day", "R/2030-02-28T00:00:00.000Z/P1Y", "R/2028-02-29T00:00:00Z/P1Y", ""],
		[
			"daily in a zone, across summer time",
			"R/2026-07-01T02:00:00.000+02:00/P1D",
			"R/2026-01-01T02:00:00/P1D",
			"Europe/Rome",
		],
		[
			"a time in the gap that stays moved",
			"R/2026-04-05T03:30:00.000+02:00/P1D",
			"R/2026-03-01T02:30:00/P1D",
			"Europe/Rome",
		],
		["a start in the zone of the server", "R/2026-07-01T02:00:00.000-07:00/P1D", "R/2026-01-01T02:00:00/P1D", ""],
		["no period at all", "R1/2026-01-01T00:00:00.000Z/PT0S", "R2/2026-01-01T00:00:00Z/PT0S", ""],
	])("%s", (...[, live, written, zone]) => {
		expect(isSameSchedule(live, written, zone)).toBe(true);
	});
});

describe("a live schedule is another one", () => {
	it.each([
		["another period", "R/2030-01-01T00:00:00Z/P1D", "R/2030-01-01T00:00:00Z/P2D", ""],
		["another time of the day", "R/2030-01-09T01:00:00.000Z/P1D", "R/2030-01-01T00:00:00Z/P1D", ""],
		["an earlier start than written", "R/2030-01-01T00:00:00.000Z/P1D", "R/2030-01-02T00:00:00Z/P1D", ""],
		["a later start without a launch", "R5/2030-01-02T00:00:00.000Z/P1D", "R5/2030-01-01T00:00:00Z/P1D", ""],
		["more repetitions than written", "R9/2030-01-01T00:00:00.000Z/P1D", "R5/2030-01-01T00:00:00Z/P1D", ""],
		["infinite by accident", "R/2027-11-21T09:00:01.101Z/P1Y", "R1//P1Y", ""],
		["finite, where it is to be infinite", "R3/2030-01-01T00:00:00.000Z/P1D", "R/2030-01-01T00:00:00Z/P1D", ""],
		["not launched yet, with a start of its own", "R1/2030-01-01T00:00:00.000Z/P1Y", "R1//P1Y", ""],
		["another day of the month", "R/2025-06-15T00:00:00.000Z/P1M", "R/2025-01-31T00:00:00Z/P1M", ""],
		["a month too few", "R/2025-06-30T00:00:00.000Z/P2M", "R/2025-01-30T00:00:00Z/P2M", ""],
		["an unreadable text", "R/2030-01-01T00:00:00.000Z/P1D", "every day", ""],
	])("%s", (...[, live, written, zone]) => {
		expect(isSameSchedule(live, written, zone)).toBe(false);
	});

	it("a start never vanishes", () => {
		expect(isSameSchedule("R1//P1Y", "R2/2030-01-01T00:00:00Z/P1Y")).toBe(false);
	});
});

it.each([
	["R0/2027-11-21T09:00:01.101Z/P1Y", true],
	["R1//P1Y", false],
	["R/2027-11-21T09:00:01.101Z/P1Y", false],
	["once", false],
	[undefined, false],
])("%s is exhausted: %s", (schedule, expected) => {
	expect(isExhausted(schedule)).toBe(expected);
});
