import { formatSchedule, parseSchedule, type Schedule } from "@chronos-job/schemas";
import { describe, expect, test } from "vitest";
import { advance, isDue, nextStart } from "./advance.ts";

const read = (text: string): Schedule => parseSchedule(text) as Schedule;

function rewrite(text: string, zone: string, now: string): string {
	return formatSchedule(advance(read(text), { zone, now: Date.parse(now) }));
}

describe("a launch rewrites the schedule as Chronos does with Joda-Time 2.9.6 (contract §4.5 – §4.9)", () => {
	test.each([
		["on time", "R5/2025-01-01T00:00:00Z/PT1H", "", "2025-01-01T00:00:00.300Z", "R4/2025-01-01T01:00:00.000Z/PT1H"],
		["late", "R5/2025-01-01T00:00:00Z/PT1H", "", "2025-01-01T05:20:00Z", "R4/2025-01-01T06:00:00.000Z/PT1H"],
		["ten years late", "R5/2015-01-01T00:00:00Z/P1D", "", "2025-06-15T12:34:56Z", "R4/2025-06-16T00:00:00.000Z/P1D"],
		["early, by hand", "R2/2030-01-01T00:00:00Z/P1D", "", "2029-01-01T00:00:00Z", "R1/2030-01-01T00:00:00.000Z/P1D"],
		["an offset", "R/2017-02-23T00:00:00-08:00/P1D", "", "2017-02-23T08:00:01Z", "R/2017-02-24T00:00:00.000-08:00/P1D"],
		[
			"into the gap",
			"R/2025-03-29T02:30:00+01:00/P1D",
			"Europe/Rome",
			"2025-03-29T01:30:01Z",
			"R/2025-03-30T03:30:00.000+02:00/P1D",
		],
		[
			"after the gap",
			"R/2025-03-30T02:30:00+01:00/P1D",
			"Europe/Rome",
			"2025-03-30T01:30:01Z",
			"R/2025-03-31T03:30:00.000+02:00/P1D",
		],
		[
			"days over a change",
			"R/2025-03-28T08:00:00Z/P1D",
			"Europe/Rome",
			"2025-04-02T12:00:00Z",
			"R/2025-04-03T08:00:00.000+02:00/P1D",
		],
		[
			"one day too many",
			"R/2025-10-24T08:00:00Z/P1D",
			"Europe/Rome",
			"2025-10-28T06:30:00Z",
			"R/2025-10-29T08:00:00.000+01:00/P1D",
		],
		[
			"hourly through both hours",
			"R/2025-11-02T01:30:00-04:00/PT1H",
			"America/New_York",
			"2025-11-02T05:30:01Z",
			"R/2025-11-02T01:30:00.000-05:00/PT1H",
		],
		["now, in a zone", "R//P1D", "Europe/Rome", "2025-01-10T09:00:01Z", "R/2025-01-11T09:00:00.000Z/P1D"],
		["now, once", "R1//P1Y", "", "2026-11-21T09:00:02.101Z", "R0/2027-11-21T09:00:01.101Z/P1Y"],
		[
			"at zero, for ever",
			"R0/2026-11-21T09:00:00Z/PT1M",
			"",
			"2026-11-21T09:00:01Z",
			"R/2026-11-21T09:01:00.000Z/PT1M",
		],
		[
			"months into the past",
			"R/2012-01-01T00:00:00Z/P1M",
			"",
			"2017-03-27T08:01:30Z",
			"R/2017-03-01T00:00:00.000Z/P1M",
		],
		["a month too far", "R/2025-01-15T00:00:00Z/P1M", "", "2025-02-14T23:00:00Z", "R/2025-03-15T00:00:00.000Z/P1M"],
		[
			"the end of the month",
			"R/2025-01-31T02:00:00Z/P1M",
			"",
			"2025-01-31T02:00:01Z",
			"R/2025-02-28T02:00:00.000Z/P1M",
		],
		[
			"several ends at once",
			"R/2025-01-31T02:00:00Z/P1M",
			"",
			"2025-04-15T02:00:01Z",
			"R/2025-04-30T02:00:00.000Z/P1M",
		],
		["the leap day", "R/2024-02-29T00:00:00Z/P1Y", "", "2024-02-29T00:00:01Z", "R/2025-02-28T00:00:00.000Z/P1Y"],
		["no period", "R7/2025-01-01T00:00:00Z/PT0S", "", "2025-01-02T00:00:00Z", "R6/2025-01-01T00:00:00.000Z/PT0S"],
		["backwards", "R7/2025-01-01T00:00:00Z/P-1D", "", "2025-01-01T00:00:30Z", "R6/2024-12-31T00:00:00.000Z/P-1D"],
		[
			"a second and a half",
			"R/2025-01-01T00:00:00Z/PT1.5S",
			"",
			"2025-01-01T00:00:10Z",
			"R/2025-01-01T00:00:16.500Z/PT1.500S",
		],
	])("%s: %s in %j at %s becomes %s", (...[, text, zone, now, rewritten]) => {
		expect(rewrite(text, zone, now)).toBe(rewritten);
	});
});

test("a start without offset gets that day's offset of the server", () => {
	const now = Date.parse("2025-03-29T01:00:01Z");
	const next = advance(read("R/2025-03-29T02:00/P1D"), { serverZone: "Europe/Rome", now });
	expect(formatSchedule(next)).toBe("R/2025-03-30T03:00:00.000+02:00/P1D");
});

test("with the clamp, a count of zero stays zero", () => {
	const now = Date.parse("2026-01-01T00:00:01Z");
	expect(advance(read("R0/2026-01-01T00:00:00Z/P1D"), { now, clampAtZero: true }).repeat).toBe(0);
	expect(advance(read("R1/2026-01-01T00:00:00Z/P1D"), { now, clampAtZero: true }).repeat).toBe(0);
});

test("a period below a second, which breaks Chronos, steps just beyond the launch", () => {
	expect(rewrite("R/2025-01-01T00:00:00Z/PT0.5S", "", "2025-01-01T00:00:01.700Z")).toBe(
		"R/2025-01-01T00:00:02.000Z/PT0.500S",
	);
});

describe("a job is due when its count is not zero and its start is over (contract §4.4)", () => {
	const now = Date.parse("2025-01-01T00:00:00Z");
	test.each([
		["R1//P1D", true],
		["R0//P1D", false],
		["R/1999-01-01T00:00:00Z/P1D", true],
		["R/2025-01-01T00:00:00Z/P1D", false],
		["R/2024-12-31T23:59:59.999Z/P1D", true],
		["R/2025-01-01T00:30:00Z/P1D", false],
		["R/2025-01-01T00:30:00+01:00/P1D", true],
	])("%s: %s", (text, due) => {
		expect(isDue(read(text), { now })).toBe(due);
	});

	test("the zone decides over the offset", () => {
		expect(isDue(read("R/2025-01-01T00:30:00Z/P1D"), { now, zone: "Europe/Rome" })).toBe(true);
		expect(nextStart(read("R/2025-01-01T00:30:00Z/P1D"), { now, zone: "Europe/Rome" })).toBe(now - 30 * 60_000);
	});

	test("an exhausted job has no next start", () => {
		expect(nextStart(read("R0/2025-01-01T00:00:00Z/P1D"), { now })).toBeUndefined();
	});
});
