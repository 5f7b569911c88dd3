import { expect, it } from "vitest";
import { formatTime } from "./clock-time.ts";

const at = Date.parse("2030-01-01T23:30:05Z");

it.each([
	["UTC", "23:30:05"],
	["Europe/Rome", "00:30:05"],
])("an instant is told in %s", (zone, time) => {
	expect(formatTime(at, zone)).toBe(time);
});
