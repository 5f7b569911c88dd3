import { parseSchedule, type Schedule } from "@chronos-job/schemas";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ScheduleZones } from "./start-instant.ts";
import { type Occurrence, upcoming } from "./upcoming.ts";

interface Question extends ScheduleZones {
	readonly now?: string;
	readonly limit?: number;
}

function occurrences(
	text: string,
	{ now = "2025-01-01T00:00:00Z", limit = 4, ...zones }: Question = {},
): readonly Occurrence[] {
	return upcoming(parseSchedule(text) as Schedule, { now: Date.parse(now), limit, ...zones });
}

/** `at`, `meant` where it differs, and the cause. */
function lines(text: string, question?: Question): readonly string[] {
	return occurrences(text, question).map(({ at, meant, because }) => {
		const parts = [
			iso(at),
			...(meant === at ? [] : [`meant ${iso(meant)}`]),
			...(because === undefined ? [] : [because]),
		];
		return parts.join(" ");
	});
}

function iso(instant: number): string {
	return new Date(instant).toISOString().replace(".000Z", "Z");
}

describe("a schedule with a start to come", () => {
	test("runs at its start and after every period", () => {
		expect(lines("R/2030-01-01T00:00:00Z/PT1H", { limit: 3 })).toEqual([
			"2030-01-01T00:00:00Z",
			"2030-01-01T01:00:00Z",
			"2030-01-01T02:00:00Z",
		]);
	});

	test("ends with its count", () => {
		expect(lines("R2/2030-01-01T00:00:00Z/P1D")).toEqual(["2030-01-01T00:00:00Z", "2030-01-02T00:00:00Z"]);
		expect(lines("R0/2030-01-01T00:00:00Z/P1D")).toEqual([]);
	});

	test("follows the wall clock of its zone", () => {
		expect(lines("R/2025-03-29T08:00:00Z/P1D", { zone: "Europe/Rome", limit: 3 })).toEqual([
			"2025-03-29T07:00:00Z",
			"2025-03-30T06:00:00Z",
			"2025-03-31T06:00:00Z",
		]);
	});

	test("runs in both of two equal hours", () => {
		expect(lines("R/2025-10-26T01:30:00+02:00/PT1H", { zone: "Europe/Rome" })).toEqual([
			"2025-10-25T23:30:00Z",
			"2025-10-26T00:30:00Z",
			"2025-10-26T01:30:00Z",
			"2025-10-26T02:30:00Z",
		]);
	});
});

describe("a start that is over", () => {
	test("runs at once, only once, and then at its times", () => {
		expect(lines("R/2015-01-01T00:00:00Z/P1D", { now: "2025-06-15T12:34:56Z", limit: 3 })).toEqual([
			"2025-06-15T12:34:56Z meant 2025-06-15T00:00:00Z late-start",
			"2025-06-16T00:00:00Z",
			"2025-06-17T00:00:00Z",
		]);
	});

	test("uses up one repetition, however many periods have passed", () => {
		expect(occurrences("R3/2015-01-01T00:00:00Z/P1D", { limit: 9 })).toHaveLength(3);
	});

	test("stands for the last slot before, also where months are short", () => {
		expect(lines("R/2025-02-01T00:00:00Z/P1M", { now: "2025-03-01T12:00:00Z", limit: 1 })).toEqual([
			"2025-03-01T12:00:00Z meant 2025-03-01T00:00:00Z late-start",
		]);
	});

	test("of a monthly job can run twice at once", () => {
		expect(lines("R/2012-01-01T00:00:00Z/P1M", { now: "2017-03-27T08:01:30Z", limit: 3 })).toEqual([
			"2017-03-27T08:01:30Z meant 2017-03-01T00:00:00Z late-start",
			"2017-03-27T08:01:30Z meant 2017-03-01T00:00:00Z catch-up",
			"2017-04-01T00:00:00Z",
		]);
	});

	test("of a monthly job can lose a run", () => {
		expect(lines("R/2025-01-15T00:00:00Z/P1M", { now: "2025-02-14T23:00:00Z", limit: 3 })).toEqual([
			"2025-02-14T23:00:00Z meant 2025-01-15T00:00:00Z late-start",
			"2025-03-15T00:00:00Z catch-up",
			"2025-04-15T00:00:00Z",
		]);
	});
});

describe("what stays shifted", () => {
	test("the day, once it was cut to a shorter month", () => {
		expect(lines("R/2025-01-31T02:00:00Z/P1M")).toEqual([
			"2025-01-31T02:00:00Z",
			"2025-02-28T02:00:00Z",
			"2025-03-28T02:00:00Z meant 2025-03-31T02:00:00Z month-end",
			"2025-04-28T02:00:00Z meant 2025-04-30T02:00:00Z month-end",
		]);
	});

	test("the leap day", () => {
		expect(lines("R/2024-02-29T10:00:00Z/P4Y", { now: "2024-01-01T00:00:00Z", limit: 2 })).toEqual([
			"2024-02-29T10:00:00Z",
			"2028-02-29T10:00:00Z",
		]);
		expect(lines("R/2024-02-29T10:00:00Z/P1Y", { now: "2024-01-01T00:00:00Z", limit: 5 }).at(-1)).toBe(
			"2028-02-28T10:00:00Z meant 2028-02-29T10:00:00Z month-end",
		);
	});

	test("the hour, once the clocks skipped it", () => {
		expect(lines("R/2025-03-29T02:30:00+01:00/P1D", { zone: "Europe/Rome", limit: 3 })).toEqual([
			"2025-03-29T01:30:00Z",
			"2025-03-30T01:30:00Z",
			"2025-03-31T01:30:00Z meant 2025-03-31T00:30:00Z dst-gap",
		]);
	});

	test("24 hours, which are no day when clocks are turned", () => {
		expect(lines("R/2025-03-29T08:00:00Z/PT24H", { zone: "Europe/Rome", limit: 2 })).toEqual([
			"2025-03-29T07:00:00Z",
			"2025-03-30T07:00:00Z meant 2025-03-30T06:00:00Z exact-hours",
		]);
	});

	test("the offset of the first day, where the start has none and the job no zone", () => {
		expect(lines("R/2025-03-29T08:00:00/P1D", { serverZone: "Europe/Rome", limit: 3 })).toEqual([
			"2025-03-29T07:00:00Z",
			"2025-03-30T06:00:00Z",
			"2025-03-31T06:00:00Z",
		]);
		expect(lines("R/2025-03-28T08:00:00/P1D", { serverZone: "Europe/Rome", limit: 4 }).slice(2)).toEqual([
			"2025-03-30T07:00:00Z meant 2025-03-30T06:00:00Z fixed-offset",
			"2025-03-31T07:00:00Z meant 2025-03-31T06:00:00Z fixed-offset",
		]);
	});
});

describe("an empty start", () => {
	test("runs at once and keeps the second before", () => {
		expect(lines("R//PT1H", { limit: 2 })).toEqual(["2025-01-01T00:00:00Z", "2025-01-01T00:59:59Z"]);
		expect(lines("R1//P1Y")).toEqual(["2025-01-01T00:00:00Z"]);
	});

	test("with a zone, runs the second time as if UTC were the zone's wall clock", () => {
		expect(lines("R//P1D", { zone: "Europe/Rome", limit: 3 })).toEqual([
			"2025-01-01T00:00:00Z",
			"2025-01-01T22:59:59Z meant 2025-01-01T23:59:59Z zone-restart",
			"2025-01-02T22:59:59Z meant 2025-01-02T23:59:59Z zone-restart",
		]);
	});

	test("with a zone in the east, a short period runs twice at once", () => {
		expect(lines("R//PT10M", { zone: "Europe/Rome", limit: 3 })).toEqual([
			"2025-01-01T00:00:00Z",
			"2025-01-01T00:00:00Z meant 2024-12-31T23:59:59Z zone-restart",
			"2025-01-01T00:09:59Z",
		]);
	});

	test("with a zone in the west, a short period pauses for hours", () => {
		expect(lines("R//PT10M", { zone: "America/New_York", limit: 3 })).toEqual([
			"2025-01-01T00:00:00Z",
			"2025-01-01T05:09:59Z zone-restart",
			"2025-01-01T05:19:59Z",
		]);
	});
});

describe("a period that does not lead on", () => {
	test.each(["R//P", "R5//PT0S", "R//P-1D", "R//PT0.5S", "R5/2024-01-01T00:00:00Z/P-1D"])("%s is told once", (text) => {
		expect(occurrences(text)).toMatchObject([{ at: Date.parse("2025-01-01T00:00:00Z"), because: "stuck" }]);
	});

	test("may be stuck in some months only", () => {
		expect(lines("R/2025-01-05T00:00:00Z/P1M-30D", { limit: 2 })).toEqual([
			"2025-01-05T00:00:00Z",
			"2025-01-06T00:00:00Z",
		]);
		expect(lines("R/2025-02-05T00:00:00Z/P1M-30D", { limit: 2 })).toEqual(["2025-02-05T00:00:00Z stuck"]);
	});

	test("does no harm to a single run", () => {
		expect(lines("R1//P")).toEqual(["2025-01-01T00:00:00Z"]);
	});
});

test("a zone that makes the schedule unparsable has no occurrences, an unknown one is UTC", () => {
	expect(lines("R/2030-01-01T00:00:00Z/P1D", { zone: "Europe/Kyiv" })).toEqual([]);
	expect(lines("R1/2030-07-01T00:00:00+02:00/P1D", { zone: "europe/rome" })).toEqual(["2030-07-01T00:00:00Z"]);
});

test("occurrences end with the calendar of JavaScript", () => {
	expect(occurrences("R/2030-01-01T00:00:00Z/P100000Y", { limit: 20 })).toHaveLength(3);
	expect(occurrences("R/300000-01-01T00:00:00Z/P1D")).toEqual([]);
});

const pieces = {
	repeat: fc.constantFrom("R", "R0", "R1", "R7", "R9223372036854775807"),
	start: fc.oneof(
		fc.constantFrom(
			"",
			"T10:00Z",
			"2024-02-29",
			"2025-03-30T02:30:00Z",
			"-200000000-01-01",
			"292278993-12-31",
			"2025-01-31T00:00",
		),
		fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }).map((date) => date.toISOString()),
	),
	period: fc.oneof(
		fc.constantFrom(
			"P",
			"P-1D",
			"PT0.001S",
			"PT0.999S",
			"PT1S",
			"P1M-30D",
			"P1M-31D",
			"P-1M31D",
			"P1Y-12M",
			"P2147483647Y",
		),
		fc
			.tuple(fc.integer({ min: -3, max: 40 }), fc.constantFrom("Y", "M", "W", "D"))
			.map(([count, unit]) => `P${count}${unit}`),
		fc
			.tuple(fc.integer({ min: -3, max: 99 }), fc.constantFrom("H", "M", "S"))
			.map(([count, unit]) => `PT${count}${unit}`),
	),
	zone: fc.constantFrom(undefined, "Europe/Rome", "America/St_Johns", "Pacific/Auckland", "Asia/Kathmandu", "nope"),
};

test("every schedule has an end to its next twenty occurrences, in order, without a number that is none", () => {
	fc.assert(
		fc.property(fc.record(pieces), ({ repeat, start, period, zone }) => {
			const schedule = parseSchedule(`${repeat}/${start}/${period}`) as Schedule;
			const now = Date.parse("2025-03-29T12:00:00Z");
			const before = performance.now();
			const found = upcoming(schedule, { now, zone, limit: 20 });
			expect(performance.now() - before).toBeLessThan(10_000);
			expect(found.every(({ at, meant, driftMs }) => at >= now && driftMs === at - meant)).toBe(true);
			expect(found.map(({ at }) => at)).toEqual(found.map(({ at }) => at).toSorted((a, b) => a - b));
			expect(found.length <= 20 && (repeat !== "R0" || found.length === 0)).toBe(true);
		}),
		{ numRuns: 300 },
	);
});
