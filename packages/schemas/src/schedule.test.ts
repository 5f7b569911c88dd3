import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Duration } from "./duration.ts";
import { formatSchedule, parseSchedule, type Schedule } from "./schedule.ts";

/** The text as it is printed again; undefined when it is refused. */
function reprint(text: string): string | undefined {
	const schedule = parseSchedule(text);
	return schedule && formatSchedule(schedule);
}

describe("what Chronos accepts (contract §4.2)", () => {
	test.each([
		["R5/2030-01-01T00:00:00.000Z/PT1H", "R5/2030-01-01T00:00:00.000Z/PT1H"],
		["R007/2030-01-01T00:00:00Z/PT1H", "R7/2030-01-01T00:00:00.000Z/PT1H"],
		["R0/2030-01-01T00:00:00Z/PT1H", "R0/2030-01-01T00:00:00.000Z/PT1H"],
		["R1//P1Y", "R1//P1Y"],
		["R//PT1H", "R//PT1H"],
		["R//P", "R//PT0S"],
		["R//P1d", "R//P1D"],
		["R//PT0.5S", "R//PT0.500S"],
	])("%s is printed as %s", (text, printed) => {
		expect(reprint(text)).toBe(printed);
	});

	test.each([
		"",
		"R",
		"R1",
		"R1/",
		"R1//",
		"R-1/2030-01-01T00:00:00Z/P1D",
		"r/2030-01-01T00:00:00Z/P1D",
		"/2030-01-01T00:00:00Z/P1D",
		"R1/2030-01-01T00:00:00Z",
		"R1/2030-01-01T00:00:00Z/",
		"R1/2030-01-01T00:00:00Z/2030-02-01T00:00:00Z",
		"R1//PT",
		"R1//p1D",
		"R1//P1D ",
		"R1//P1D\n",
		"R1/2030/P1D/P1D",
		"R 1//P1D",
		"R1.5//P1D",
		"R9223372036854775808//P1D",
	])("%j is refused", (text) => {
		expect(parseSchedule(text)).toBeUndefined();
	});

	test("a count of 2^63 - 1 is the largest, and is only kept as inexhaustible", () => {
		expect(parseSchedule("R9223372036854775807//P1D")?.repeat).toBe(Number.MAX_SAFE_INTEGER);
		expect(reprint("R9007199254740991//P1D")).toBe("R9007199254740991//P1D");
	});

	test("R without a count is for ever", () => {
		expect(parseSchedule("R//P1D")).toMatchObject({ repeat: "forever", start: undefined });
	});
});

describe("the starts that Joda reads (contract §4.2)", () => {
	test.each([
		["2030-01-01", "2030-01-01T00:00:00.000"],
		["2030", "2030-01-01T00:00:00.000"],
		["2030-12", "2030-12-01T00:00:00.000"],
		["2030-033", "2030-02-02T00:00:00.000"],
		["2032-366", "2032-12-31T00:00:00.000"],
		["2030-W05-2T10:00Z", "2030-01-29T10:00:00.000Z"],
		["2030-w05", "2030-01-28T00:00:00.000"],
		["2032-W53-7", "2033-01-02T00:00:00.000"],
		["2030-01-01T10", "2030-01-01T10:00:00.000"],
		["2030-01-01T10:00", "2030-01-01T10:00:00.000"],
		["2030-1-1T1:2:3Z", "2030-01-01T01:02:03.000Z"],
		["2030-01-01T", "2030-01-01T00:00:00.000"],
		["2030-01-01T+02:00", "2030-01-01T00:00:00.000+02:00"],
		["T10:00Z", "1970-01-01T10:00:00.000Z"],
		["T10.5Z", "1970-01-01T10:30:00.000Z"],
		["T10:30,25Z", "1970-01-01T10:30:15.000Z"],
		["2030-01-01T00:00:00+02:00", "2030-01-01T00:00:00.000+02:00"],
		["2030-01-01T00:00:00+0200", "2030-01-01T00:00:00.000+02:00"],
		["2030-01-01T00:00:00+02", "2030-01-01T00:00:00.000+02:00"],
		["2030-01-01T00:00:00-00:00", "2030-01-01T00:00:00.000Z"],
		["2030-01-01T00:00:00-03:30", "2030-01-01T00:00:00.000-03:30"],
		["2030-01-01T00:00:00+02:00:30,5", "2030-01-01T00:00:00.000+02:00:30.500"],
		["2030-01-01T00:00:00+020030", "2030-01-01T00:00:00.000+02:00:30"],
		["2030-01-01t00:00:00z", "2030-01-01T00:00:00.000Z"],
		["2030-01-01T00:00:00.5Z", "2030-01-01T00:00:00.500Z"],
		["2030-01-01T00:00:00,5Z", "2030-01-01T00:00:00.500Z"],
		["2030-01-01T00:00:00.123456789Z", "2030-01-01T00:00:00.123Z"],
		["2030-01-01T10:59.999999999Z", "2030-01-01T10:59:59.999Z"],
		["+2030-01-01", "2030-01-01T00:00:00.000"],
		["-0001-01-01", "-0001-01-01T00:00:00.000"],
		["30-01-01", "0030-01-01T00:00:00.000"],
		["12030-01-01", "12030-01-01T00:00:00.000"],
		["2028-02-29T12:00:00Z", "2028-02-29T12:00:00.000Z"],
	])("%s is printed as %s", (start, printed) => {
		expect(reprint(`R/${start}/P1D`)).toBe(`R/${printed}/P1D`);
	});

	test.each([
		"20300101T000000Z",
		"2030-01-01 00:00:00",
		"2030-01-01T24:00:00",
		"2030-01-01T00:00:60Z",
		"2030-01-01T10:60",
		"2030-13-01T00:00:00Z",
		"2030-00-01",
		"2030-02-30T00:00:00Z",
		"2030-02-29",
		"2030-04-31",
		"2030-366",
		"2030-000",
		"2030-W53-1",
		"2030-W05-8",
		"2030-01-01T00:00:00Z[Europe/Rome]",
		"2030-01-01T00:00:00UTC",
		"2030-01-01T00:00:00 Z",
		"2030-01-01Z",
		"2030-01-01T00:",
		"2030-01-01T00:00:00.Z",
		"2030-01-01T00:00:00.1234567890Z",
		"2030-01-01T00:00:00+2",
		"2030-01-01T00:00:00+2:00",
		"2030-01-01T00:00:00+24:00",
		"2030-01-01T00:00:00+02:60",
		"2030-01-01T00:00:00+0200:30",
		"1234567890-01-01",
		"now",
		"T",
		"TZ",
		"+-2030",
		" ",
	])("%s is refused", (start) => {
		expect(parseSchedule(`R/${start}/P1D`)).toBeUndefined();
	});

	test("the clock is kept as written, whatever the offset", () => {
		expect(parseSchedule("R/2030-01-01T02:00:00+02:00/P1D")?.start).toEqual({
			year: 2030,
			month: 1,
			day: 1,
			hour: 2,
			minute: 0,
			second: 0,
			millis: 0,
			offsetMinutes: 120,
		});
		expect(parseSchedule("R/2030-01-01T02:00:00/P1D")?.start?.offsetMinutes).toBeUndefined();
	});
});

const period = fc.record({
	years: fc.nat(),
	months: fc.nat(),
	weeks: fc.nat(),
	days: fc.integer({ min: -99, max: 99 }),
	hours: fc.nat(),
	minutes: fc.nat(),
	seconds: fc.nat(9_999_999),
	millis: fc.nat(999),
}) satisfies fc.Arbitrary<Duration>;

const start = fc.record({
	year: fc.integer({ min: -9999, max: 99_999 }),
	month: fc.integer({ min: 1, max: 12 }),
	day: fc.integer({ min: 1, max: 28 }),
	hour: fc.nat(23),
	minute: fc.nat(59),
	second: fc.nat(59),
	millis: fc.nat(999),
	offsetMinutes: fc.option(fc.integer({ min: -1439, max: 1439 }), { nil: undefined }),
});

test("what is printed reads back as the same schedule", () => {
	const schedule: fc.Arbitrary<Schedule> = fc.record({
		repeat: fc.oneof(fc.constant("forever" as const), fc.nat(Number.MAX_SAFE_INTEGER)),
		start: fc.option(start, { nil: undefined }),
		period,
	});
	fc.assert(
		fc.property(schedule, (value) => {
			expect(parseSchedule(formatSchedule(value))).toEqual(value);
		}),
	);
});

test("no text makes it throw", () => {
	const pieces = fc.constantFrom(
		"R",
		"/",
		"2030",
		"-",
		"01",
		"T",
		":",
		"00",
		"Z",
		"+",
		"W",
		"P",
		"1",
		"D",
		".",
		"5",
		"S",
		" ",
	);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.array(pieces).map((list) => list.join("")),
			),
			(text) => {
				const schedule = parseSchedule(text);
				expect(schedule && parseSchedule(formatSchedule(schedule))).toEqual(schedule);
			},
		),
		{ numRuns: 500 },
	);
});
