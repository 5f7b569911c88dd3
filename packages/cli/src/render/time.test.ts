import { afterAll, expect, test } from "vitest";
import { localTime, utcTime } from "./time.ts";

const given = process.env["TZ"];
afterAll(() => {
	if (given === undefined) delete process.env["TZ"];
	else process.env["TZ"] = given;
});

const instants = [
	Date.UTC(1970, 0, 1),
	Date.UTC(1995, 6, 1),
	Date.UTC(2026, 2, 29, 0, 59, 59),
	Date.UTC(2026, 2, 29, 1),
	Date.UTC(2026, 9, 25, 0, 30),
	Date.UTC(2026, 9, 25, 1, 30),
	Date.UTC(2099, 11, 31, 23, 59, 59),
	Date.UTC(12_000, 0, 1),
];

test.each([
	"UTC",
	"Europe/Berlin",
	"Europe/Zurich",
	"Europe/London",
	"Europe/Lisbon",
	"Europe/Athens",
	"Europe/Kyiv",
	"Africa/Cairo",
	"Africa/Algiers",
	"America/New_York",
	"Asia/Kolkata",
])("the system's zone %s is told as if it were named", (zone) => {
	process.env["TZ"] = zone;
	// Workers that share a process cannot change its zone.
	if (Intl.DateTimeFormat().resolvedOptions().timeZone !== zone) return;
	for (const at of instants) expect(localTime(at, undefined), String(at)).toBe(localTime(at, zone));
});

test.each([
	[Date.UTC(2026, 10, 21, 11), "Europe/Berlin", "Sat 2026-11-21 12:00:00 CET"],
	[Date.UTC(2026, 6, 4, 11), "Europe/Berlin", "Sat 2026-07-04 13:00:00 CEST"],
	[Date.UTC(2026, 6, 4, 11), "UTC", "Sat 2026-07-04 11:00:00 UTC"],
])("%d in %s", (at, zone, text) => {
	expect(localTime(at, zone)).toBe(text);
});

test("milliseconds are told only where there are some", () => {
	expect([utcTime(0), utcTime(5)]).toEqual(["1970-01-01T00:00:00Z", "1970-01-01T00:00:00.005Z"]);
});
