import { parseSchedule } from "@chronos-job/schemas";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainSchedule } from "./explain-schedule.ts";

const now = Date.parse("2029-06-15T12:00:00Z");
const start = "2030-01-01T00:00:00Z";

test.each(["R1//P1Y", "R/2030-01-01/P1D", "R5//PT1H", "R//P"])("%s has no problem", (text) => {
	expect(explainSchedule(text)).toBeUndefined();
});

describe("the repetition", () => {
	test.each([
		[`r5/${start}/P1D`, "lower-case r", `R5/${start}/P1D`],
		[`R-1/${start}/P1D`, "the count -1 is not a number", `R/${start}/P1D`],
		[`R-2/${start}/P1D`, "the count -2 is not a number", undefined],
		[`R*/${start}/P1D`, "the count * is not a number", `R/${start}/P1D`],
		[`R1.5/${start}/P1D`, "the count 1.5 is not a number", undefined],
		[`R9223372036854775808/${start}/P1D`, "beyond 2^63 - 1", undefined],
		[`5/${start}/P1D`, "no R before it", `R5/${start}/P1D`],
		[`/${start}/P1D`, "the repetition R is missing", undefined],
		[`R 5/${start}/P1D`, "a space in the repetition", `R5/${start}/P1D`],
		[`every/${start}/P1D`, "every is not a repetition", undefined],
	])("%s", (text, says, correction) => {
		expect(explainSchedule(text)?.problem).toContain(says);
		expect(explainSchedule(text)?.correction).toBe(correction);
	});
});

describe("the period", () => {
	test.each([
		["", "the period is empty", undefined],
		["1D", "the period must start with P", "P1D"],
		["1h", "the period must start with P", "PT1H"],
		["T1H", "the period must start with P", "PT1H"],
		["p1d", "the period must start with an upper-case P", "P1D"],
		["P1H", "hours after P need a T: PT1H", "PT1H"],
		["P30S", "seconds after P need a T: PT30S", "PT30S"],
		["P1H30M", "hours after P need a T: PT1H", "PT1H30M"],
		["P1D12H", "hours after P need a T: PT12H", "P1DT12H"],
		["P1M5H", "hours after P need a T: PT5H", undefined],
		["P30M10S", "seconds after P need a T: PT10S", undefined],
		["PT1D", "days stand before the T: P1D", "P1D"],
		["PT1H1D", "days stand before the T: P1D", "P1DT1H"],
		["PT1W", "weeks stand before the T: P1W", "P1W"],
		["P1D1M", "out of order", undefined],
		["PT1M1H", "out of order", "PT1H1M"],
		["P1M1Y", "out of order", undefined],
		["P1D1D", "out of order", undefined],
		["P0.5D", "fractions are only allowed in seconds", "PT12H"],
		["P1,5W", "fractions are only allowed in seconds", "P1W3DT12H"],
		["PT1.5H", "fractions are only allowed in seconds", "PT1H30M"],
		["PT0.25H", "fractions are only allowed in seconds", "PT15M"],
		["PT2.0H", "fractions are only allowed in seconds", "PT2H"],
		["P1.5Y", "fractions are only allowed in seconds", undefined],
		["P1.5M", "fractions are only allowed in seconds", undefined],
		["PT", "nothing follows the T", undefined],
		["P1DT", "nothing follows the T", "P1D"],
		["P 1 D", "a space in the period", "P1D"],
		["P1X", "X is not a unit", undefined],
		["P1", "the number 1 has no unit", undefined],
		["P0003-06-04T12:30:05", "in the form of a date", "P3Y6M4DT12H30M5S"],
		["P0000-00-01", "in the form of a date", "P1D"],
		["PD", "the unit D has no number", undefined],
		["PT1HT1M", "a second T", undefined],
		["P9999999999D", "9999999999 is beyond 2147483647", undefined],
		["daily", "it must start with P", undefined],
		["2030-02-01T00:00:00Z", "an end date instead of a period", undefined],
		["2030-02-01", "an end date instead of a period", undefined],
	])("%j", (period, says, correction) => {
		const found = explainSchedule(`R/${start}/${period}`);
		expect(found?.problem).toContain(says);
		expect(found?.correction).toBe(correction === undefined ? undefined : `R/${start}/${correction}`);
	});
});

describe("the start", () => {
	test.each([
		["2030-01-01 03:00:00Z", "a space instead of T", "2030-01-01T03:00:00Z"],
		["2030-01-01T24:00:00Z", "24:00 is 00:00 of the next day", "2030-01-02T00:00:00Z"],
		["2030-12-31T24:00+01:00", "24:00 is 00:00 of the next day", "2031-01-01T00:00:00+01:00"],
		["2030-13-01T00:00:00Z", "the start has month 13", undefined],
		["2030-02-30T00:00:00Z", "the start has day 30 in a month of 28 days", undefined],
		["2030-04-31", "the start has day 31 in a month of 30 days", undefined],
		["2030-01-01T25:00Z", "the start has hour 25", undefined],
		["2030-01-01T10:60Z", "the start has minute 60", undefined],
		["2030-01-01T00:00:60Z", "the start has second 60", undefined],
		["20300101T020000Z", "no hyphens in the date", "2030-01-01T02:00:00Z"],
		["2030-01-01T00:00:00Z[Europe/Rome]", "the field for it is scheduleTimeZone", undefined],
		["now", "now is not a date: an empty start is now", ""],
		["2030-01-01T02:00 UTC", "UTC is written Z", "2030-01-01T02:00Z"],
		["2030-01-01T02:00:00 +02:00", "a space in the start", "2030-01-01T02:00:00+02:00"],
		["2030/01/31", "more than three parts", "2030-01-31"],
		["a/b", "more than three parts", undefined],
		["2030-01-01Z", "an offset without a T", "2030-01-01T00:00:00Z"],
		["2030-01-01T00:00+2", "the offset +2 needs two digits", "2030-01-01T00:00+02:00"],
		["2030-01-01T00:00-5:30", "the offset -5:30 needs two digits", "2030-01-01T00:00-05:30"],
		["2030-01-01T00:00:00.1234567890Z", "more than nine digits", "2030-01-01T00:00:00.123456789Z"],
		["1900000000", "epoch seconds", "2030-03-17T17:46:40.000Z"],
		["1900000000000", "epoch milliseconds", "2030-03-17T17:46:40.000Z"],
		["01-02-2030", "the year must come first", undefined],
		["tomorrow", "the start tomorrow is not an ISO 8601 date", undefined],
	])("%s", (text, says, correction) => {
		const found = explainSchedule(`R/${text}/P1D`);
		expect(found?.problem).toContain(says);
		expect(found?.correction).toBe(correction === undefined ? undefined : `R/${correction}/P1D`);
	});
});

describe("the whole", () => {
	test.each([
		["", "an empty schedule", undefined],
		[" ", "nothing but space", undefined],
		["P1D", "a period alone", undefined],
		["2030-01-01", "a date alone", undefined],
		["every day", "no / in it", undefined],
		["R", "no / in it", undefined],
		["R5/PT1H", "no start", "R5//PT1H"],
		["r5/PT1H", "no start", "R5//PT1H"],
		["R5/2030-01-01", "one / only", undefined],
		["2030-01-01/P1D", "no repetition", undefined],
		["R/P1D/2030-01-01", "the period before a date", undefined],
		["R//P1D ", "a space after the schedule", "R//P1D"],
		[" R//P1D", "a space before the schedule", "R//P1D"],
		["R//P1D\n", "a line end after the schedule", "R//P1D"],
		["R//P1H ", "a space after the schedule", "R//PT1H"],
		["r5/2030-01-01 03:00/1d", "lower-case r", "R5/2030-01-01T03:00/P1D"],
		["r5/2030-13-01/P1D", "lower-case r", undefined],
	])("%j", (text, says, correction) => {
		expect(explainSchedule(text)?.problem).toContain(says);
		expect(explainSchedule(text)?.correction).toBe(correction);
	});
});

describe("cron, which Chronos does not have", () => {
	test.each([
		["0 3 * * *", "R/2029-06-16T03:00:00.000Z/P1D"],
		["30 23 * * *", "R/2029-06-15T23:30:00.000Z/P1D"],
		["@daily", "R/2029-06-16T00:00:00.000Z/P1D"],
		["@Hourly", "R/2029-06-15T13:00:00.000Z/PT1H"],
		["@weekly", "R/2029-06-17T00:00:00.000Z/P1W"],
		["@monthly", "R/2029-07-01T00:00:00.000Z/P1M"],
		["@yearly", "R/2030-01-01T00:00:00.000Z/P1Y"],
		["* * * * *", "R/2029-06-15T12:01:00.000Z/PT1M"],
		["*/5 * * * *", "R/2029-06-15T12:05:00.000Z/PT5M"],
		["17 * * * *", "R/2029-06-15T12:17:00.000Z/PT1H"],
		["15 */6 * * *", "R/2029-06-15T12:15:00.000Z/PT6H"],
		["0 3 * * MON", "R/2029-06-18T03:00:00.000Z/P1W"],
		["0 3 * * 7", "R/2029-06-17T03:00:00.000Z/P1W"],
		["0 13 * * 5", "R/2029-06-15T13:00:00.000Z/P1W"],
		["0 3 20 * *", "R/2029-06-20T03:00:00.000Z/P1M"],
		["0 3 15 * *", "R/2029-07-15T03:00:00.000Z/P1M"],
		["0 0 1 1 *", "R/2030-01-01T00:00:00.000Z/P1Y"],
		["0 0 12 * * ?", "R/2029-06-16T12:00:00.000Z/P1D"],
		["0 0 3 ? * 2", "R/2029-06-18T03:00:00.000Z/P1W"],
		["0 3 * * MON-FRI", undefined],
		["*/7 * * * *", undefined],
		["0 3 31 * *", undefined],
		["0 3 1 * 1", undefined],
		["0 3 * 6 *", undefined],
		["*/0 * * * *", undefined],
		["99 3 * * *", undefined],
		["0 24 * * *", undefined],
		["@reboot", undefined],
	])("%s", (text, suggestion) => {
		expect(explainSchedule(text, now)).toEqual({
			problem: "a cron expression, and Chronos has no cron",
			...(suggestion === undefined ? {} : { suggestion }),
		});
	});

	test("without the time there is no next day to start on", () => {
		expect(explainSchedule("0 3 * * *")).not.toHaveProperty("suggestion");
	});
});

describe("what is likely but not certain is suggested", () => {
	test.each([
		[`R/${start}/2030-02-01T12:00:00Z`, `R/${start}/P31DT12H`],
		["R/2030-01-01T00:00:00+02:00/2030-01-01T00:00:00Z", "R/2030-01-01T00:00:00+02:00/PT2H"],
		[`R/${start}/2029-01-01`, undefined],
		["R/P1D/2030-01-01", "R/2030-01-01/P1D"],
		["2030-01-01/P1D", "R/2030-01-01/P1D"],
		["2030-01-01", "R1/2030-01-01/P1D"],
		["P1D", "R//P1D"],
	])("%s", (text, suggestion) => {
		expect(explainSchedule(text)?.suggestion).toBe(suggestion);
		expect(explainSchedule(text)).not.toHaveProperty("correction");
	});

	test.each([
		["2030-01-01T00:00:00+01:00[Europe/Rome]", { suggestion: "R/2030-01-01T00:00:00/P1D", zone: "Europe/Rome" }],
		["2030-01-01T00:00[Europe/Rome]", { suggestion: "R/2030-01-01T00:00/P1D", zone: "Europe/Rome" }],
		["2030-01-01T00:00:00Z[UTC]", { suggestion: "R/2030-01-01T00:00:00Z/P1D" }],
		["tomorrow[Europe/Rome]", {}],
	])("%s", (text, found) => {
		expect(explainSchedule(`R/${text}/P1D`)).toEqual({ problem: expect.stringContaining("in brackets"), ...found });
	});
});

test("every text that Chronos refuses has a problem, and every correction is a schedule", () => {
	const part = fc.constantFrom(
		..."R r / // P T 2030-01-01 :00 03:00 Z +2 [Europe/Rome] 1D 1H .5 M now - * 24:00 UTC 13 @daily 1900000000".split(
			" ",
		),
		" ",
		"\n",
	);
	const text = fc.oneof(
		fc.string(),
		fc.array(part).map((parts) => parts.join("")),
	);
	const schedule = fc.tuple(text, text, text).map((parts) => parts.join("/"));
	fc.assert(
		fc.property(fc.oneof(text, schedule), (value) => {
			const found = explainSchedule(value, now);
			expect(found === undefined).toBe(parseSchedule(value) !== undefined);
			expect(parseSchedule(found?.correction ?? "R//P1D")).toBeDefined();
			expect(parseSchedule(found?.suggestion ?? "R//P1D")).toBeDefined();
			expect(found?.problem).not.toBe("");
		}),
		{ numRuns: 1000 },
	);
});
