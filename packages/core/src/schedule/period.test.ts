import { type Duration, parseDuration } from "@chronos-job/schemas";
import { describe, expect, test } from "vitest";
import { addPeriod, isCalendarPeriod, periodMs } from "./period.ts";
import { zoneOf } from "./zone.ts";

const period = (text: string): Duration => parseDuration(text) as Duration;

describe("a period is added as Joda-Time 2.9.6 did it", () => {
	test.each([
		["2024-02-29T10:00:00Z", "UTC", "P1Y1M", "2025-03-28T10:00:00Z"],
		["2025-01-31T10:00:00Z", "UTC", "P1M", "2025-02-28T10:00:00Z"],
		["2025-01-31T10:00:00Z", "UTC", "P1M1D", "2025-03-01T10:00:00Z"],
		["2025-12-31T10:00:00Z", "UTC", "P-1M", "2025-11-30T10:00:00Z"],
		["2024-02-29T10:00:00Z", "UTC", "P-1Y", "2023-02-28T10:00:00Z"],
		["2025-03-29T01:30:00Z", "Europe/Rome", "P1D", "2025-03-30T01:30:00Z"],
		["2025-03-29T01:30:00Z", "Europe/Rome", "PT24H", "2025-03-30T01:30:00Z"],
		["2025-03-08T07:30:00Z", "America/New_York", "P1D", "2025-03-09T07:30:00Z"],
		["2025-10-25T00:30:00Z", "Europe/Rome", "P1D", "2025-10-26T00:30:00Z"],
		["2025-11-01T05:30:00Z", "America/New_York", "P1D", "2025-11-02T05:30:00Z"],
		["2025-10-26T01:30:00Z", "Europe/Rome", "P1D", "2025-10-27T01:30:00Z"],
		["2025-10-26T00:30:00Z", "Europe/Rome", "PT1H", "2025-10-26T01:30:00Z"],
		["2026-10-03T15:15:00Z", "Australia/Lord_Howe", "P1D", "2026-10-04T14:45:00Z"],
		["2025-06-01T00:00:00Z", "Asia/Kathmandu", "P1Y2M3W4DT5H6M7S", "2026-08-26T05:06:07Z"],
		["2025-03-09T03:15:00Z", "America/St_Johns", "P1W", "2025-03-16T02:15:00Z"],
	])("%s in %s and %s is %s", (...[from, zone, text, to]) => {
		expect(addPeriod(Date.parse(from), period(text), { zone: zoneOf(zone) })).toBe(Date.parse(to));
	});
});

test("several periods at once are multiplied, so a day is cut only once", () => {
	const from = Date.parse("2025-01-31T10:00:00Z");
	expect(addPeriod(from, period("P1M"), { zone: zoneOf("UTC"), times: 2 })).toBe(Date.parse("2025-03-31T10:00:00Z"));
});

test("no period moves nothing, not even the second of two equal readings to the first", () => {
	const second = Date.parse("2025-10-26T01:30:00Z");
	expect(addPeriod(second, period("P1D"), { zone: zoneOf("Europe/Rome"), times: 0 })).toBe(second);
});

test.each([
	["P1D", 86_400_000, false],
	["P2W", 1_209_600_000, false],
	["PT1H30M", 5_400_000, false],
	["PT0.5S", 500, false],
	["P1Y", 31_556_952_000, true],
	["P1M", 2_629_746_000, true],
	["P-1D", -86_400_000, false],
])("%s is about %i ms long", (text, lengthMs, isCalendar) => {
	expect(periodMs(period(text))).toBe(lengthMs);
	expect(isCalendarPeriod(period(text))).toBe(isCalendar);
});
