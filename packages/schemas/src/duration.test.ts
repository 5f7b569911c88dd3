import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Duration, formatDuration, parseDuration } from "./duration.ts";

const nothing: Duration = { years: 0, months: 0, weeks: 0, days: 0, hours: 0, minutes: 0, seconds: 0, millis: 0 };

describe("a period is read and printed as Joda does it", () => {
	test.each([
		["P", "PT0S"],
		["P0D", "PT0S"],
		["PT0S", "PT0S"],
		["PT-0S", "PT0S"],
		["PT0.0001S", "PT0S"],
		["P1W", "P1W"],
		["P1W2D", "P1W2D"],
		["P1Y2M3W4DT5H6M7S", "P1Y2M3W4DT5H6M7S"],
		["PT90M", "PT90M"],
		["PT3600S", "PT3600S"],
		["PT24H", "PT24H"],
		["PT0.5S", "PT0.500S"],
		["PT1.5S", "PT1.500S"],
		["PT1,5S", "PT1.500S"],
		["PT.5S", "PT0.500S"],
		["PT1.S", "PT1S"],
		["PT1.5555S", "PT1.555S"],
		["PT-1.5S", "PT-1.500S"],
		["PT-0.001S", "PT-0.001S"],
		["PT+1.5S", "PT1.500S"],
		["PT123456789.5S", "PT123456789.500S"],
		["PT1.123456789S", "PT1.123S"],
		["P-1D", "P-1D"],
		["P+1D", "P1D"],
		["PT-5M", "PT-5M"],
		["PT1H-1M", "PT1H-1M"],
		["P1d", "P1D"],
		["Pt1h", "PT1H"],
		["P2147483647D", "P2147483647D"],
		["P-2147483648D", "P-2147483648D"],
		["P+00000000001D", "P1D"],
	])("%s becomes %s", (text, printed) => {
		const duration = parseDuration(text);
		expect(duration && formatDuration(duration)).toBe(printed);
	});

	test.each([
		"",
		"PT",
		"P1DT",
		"P1YT",
		"P0.5D",
		"PT1.5H",
		"PT1.0M",
		"P1H",
		"P1S",
		"PT1D",
		"P0003-06-04T12:30:05",
		"1D",
		"P1D ",
		" P1D",
		"P1D\n",
		"P 1D",
		"P1",
		"P1Y2",
		"P1D1M",
		"P1Y1Y",
		"PT1M1H",
		"P--1D",
		"P+-1D",
		"PT-.5S",
		"PT+.5S",
		"PT.S",
		"P2147483648D",
		"PT2147483648S",
		"P0000000000001D",
		"PT1234567890.5S",
		"PT1.1234567890S",
		"PT1e3S",
	])("%j is refused", (text) => {
		expect(parseDuration(text)).toBeUndefined();
	});
});

test("a fraction of a second becomes milliseconds, with the sign of its second", () => {
	expect(parseDuration("PT-1.5S")).toEqual({ ...nothing, seconds: -1, millis: -500 });
});

test("what is printed reads back as the same period", () => {
	const count = fc.integer({ min: -2_147_483_648, max: 2_147_483_647 });
	// Joda prints more digits than it reads back once ten million seconds have a fraction.
	const seconds = fc
		.record({ seconds: fc.nat(9_999_999), millis: fc.nat(999), sign: fc.constantFrom(1, -1) })
		.map(({ seconds, millis, sign }) => ({ seconds: seconds * sign + 0, millis: millis * sign + 0 }));
	const duration = fc
		.record({ years: count, months: count, weeks: count, days: count, hours: count, minutes: count })
		.chain((rest) => seconds.map((time): Duration => ({ ...rest, ...time })));
	fc.assert(
		fc.property(duration, (value) => {
			expect(parseDuration(formatDuration(value))).toEqual(value);
		}),
	);
});

test("no text makes it throw", () => {
	const pieces = fc.array(fc.constantFrom("P", "T", "1", "-", "+", ".", ",", "Y", "M", "W", "D", "H", "S", "p", " "));
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				pieces.map((list) => list.join("")),
			),
			(text) => {
				expect(Object.values(parseDuration(text) ?? nothing).every(Number.isSafeInteger)).toBe(true);
			},
		),
	);
});
