import { expect, it } from "vitest";
import { formatInstant, formatTime } from "./clock-time.ts";

const at = Date.parse("2030-01-01T23:30:05Z");

it.each([
	["UTC", "Tue 2030-01-01 23:30:05 UTC", "23:30:05"],
	["Europe/Rome", "Wed 2030-01-02 00:30:05 CET", "00:30:05"],
])("an instant is told in %s", (zone, instant, time) => {
	expect([formatInstant(at, zone), formatTime(at, zone)]).toEqual([instant, time]);
});
