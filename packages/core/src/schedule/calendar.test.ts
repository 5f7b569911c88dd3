import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addMonths, daysInMonth, localMsOf, wallOf, weekdayOf } from "./calendar.ts";

const wallText = (localMs: number): string => new Date(localMs).toISOString();
const at = (text: string): number => Date.parse(`${text}Z`);

test("a wall clock reading is the same as that of Date in UTC", () => {
	fc.assert(
		fc.property(fc.integer({ min: -8.64e15, max: 8.64e15 }), (localMs) => {
			const date = new Date(localMs);
			expect(wallOf(localMs)).toEqual({
				year: date.getUTCFullYear(),
				month: date.getUTCMonth() + 1,
				day: date.getUTCDate(),
				hour: date.getUTCHours(),
				minute: date.getUTCMinutes(),
				second: date.getUTCSeconds(),
				millis: date.getUTCMilliseconds(),
			});
			expect(localMsOf(wallOf(localMs))).toBe(localMs);
			expect(weekdayOf(localMs)).toBe(date.getUTCDay());
		}),
	);
});

test("the calendar goes on where Date ends", () => {
	const wall = { year: 292_278_993, month: 12, day: 31, hour: 0, minute: 0, second: 0, millis: 0 };
	expect(wallOf(localMsOf(wall))).toMatchObject({ year: 292_278_993, month: 12, day: 31 });
});

test.each([
	["2025-01-31T10:00", 1, "2025-02-28T10:00:00.000Z"],
	["2024-01-31T10:00", 1, "2024-02-29T10:00:00.000Z"],
	["2024-02-29T10:00", 12, "2025-02-28T10:00:00.000Z"],
	["2024-02-29T10:00", 48, "2028-02-29T10:00:00.000Z"],
	["2025-01-31T10:00", -2, "2024-11-30T10:00:00.000Z"],
	["2025-12-15T10:00", 1, "2026-01-15T10:00:00.000Z"],
])("%s and %i months is %s", (from, months, to) => {
	expect(wallText(addMonths(at(from), months))).toBe(to);
});

test.each([
	[2024, 2, 29],
	[2025, 2, 28],
	[1900, 2, 28],
	[2000, 2, 29],
	[2025, 4, 30],
	[2025, 12, 31],
])("%i-%i has %i days", (year, month, days) => {
	expect(daysInMonth(year, month)).toBe(days);
});
