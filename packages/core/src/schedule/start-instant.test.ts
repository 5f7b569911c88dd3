import { parseSchedule, type Schedule } from "@chronos-job/schemas";
import { describe, expect, test } from "vitest";
import { startInstantOf } from "./start-instant.ts";

const now = Date.parse("2025-06-15T12:00:00Z");

function instantOfStart(start: string, zones: { zone?: string; serverZone?: string }): string {
	const schedule = parseSchedule(`R/${start}/P1D`) as Schedule;
	return new Date(startInstantOf(schedule, { ...zones, now })).toISOString();
}

describe("a start in the job's zone is where Joda-Time 2.9.6 put it", () => {
	test.each([
		["the offset is thrown away", "2014-10-10T18:32:00+05:00", "America/New_York", "2014-10-10T22:32:00Z"],
		["a skipped time moves on", "2025-03-30T02:30:00Z", "Europe/Rome", "2025-03-30T01:30:00Z"],
		["so it does with a good offset", "2025-03-30T02:30:00+01:00", "Europe/Rome", "2025-03-30T01:30:00Z"],
		["so it does in the west", "2025-03-09T02:30:00-05:00", "America/New_York", "2025-03-09T07:30:00Z"],
		["the summer one of two hours", "2025-10-26T02:30:00+02:00", "Europe/Rome", "2025-10-26T00:30:00Z"],
		["the winter one of two hours", "2025-10-26T02:30:00+01:00", "Europe/Rome", "2025-10-26T01:30:00Z"],
		["Z takes the later one", "2025-10-26T02:30:00Z", "Europe/Rome", "2025-10-26T01:30:00Z"],
		["a foreign offset as well", "2025-10-26T02:30:00-08:00", "Europe/Rome", "2025-10-26T01:30:00Z"],
		["and so does no offset", "2025-10-26T02:30:00", "Europe/Rome", "2025-10-26T01:30:00Z"],
		["a good offset counts in the west", "2025-11-02T01:30:00-05:00", "America/New_York", "2025-11-02T06:30:00Z"],
		["but Z takes the earlier one there", "2025-11-02T01:30:00Z", "America/New_York", "2025-11-02T05:30:00Z"],
		["EST has summer time", "2030-06-01", "EST", "2030-06-01T04:00:00Z"],
		["GMT+2 is fixed", "2030-06-01", "GMT+2", "2030-05-31T22:00:00Z"],
		["UTC+2 is UTC", "2030-06-01", "UTC+2", "2030-06-01T00:00:00Z"],
		["BST is Bangladesh", "2030-06-01", "BST", "2030-05-31T18:00:00Z"],
	])("%s: %s in %s is %s", (...[, start, zone, instant]) => {
		expect(instantOfStart(start, { zone })).toBe(new Date(instant).toISOString());
	});
});

test.each([
	["2030-06-01T02:00:00+02:00", {}, "2030-06-01T00:00:00.000Z"],
	["2030-06-01T02:00:00+02:00", { zone: "" }, "2030-06-01T00:00:00.000Z"],
	["2030-06-01T02:00:00", {}, "2030-06-01T02:00:00.000Z"],
	["2030-06-01T02:00:00", { serverZone: "Europe/Rome" }, "2030-06-01T00:00:00.000Z"],
	["2030-06-01T02:00:00Z", { serverZone: "Europe/Rome" }, "2030-06-01T02:00:00.000Z"],
	["", {}, "2025-06-15T11:59:59.000Z"],
	["", { zone: "Europe/Rome" }, "2025-06-15T11:59:59.000Z"],
])("without a zone of the job, %j with %j is %s", (start, zones, instant) => {
	expect(instantOfStart(start, zones)).toBe(instant);
});
