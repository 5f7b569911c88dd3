import { describe, expect, test } from "vitest";
import { resolveZone, type ZoneResolution, zoneOf } from "./zone.ts";

const winter = Date.parse("2025-01-15T00:00:00Z");
const summer = Date.parse("2025-07-15T00:00:00Z");

function offsets(resolution: ZoneResolution): readonly number[] {
	return "offsetMsAt" in resolution ? [winter, summer].map((instant) => resolution.offsetMsAt(instant) / 60_000) : [];
}

describe("a zone that the server knows", () => {
	test.each([
		["Europe/Rome", "Europe/Rome", [60, 120]],
		["America/New_York", "America/New_York", [-300, -240]],
		["Asia/Kathmandu", "Asia/Kathmandu", [345, 345]],
		["Asia/Calcutta", "Asia/Calcutta", [330, 330]],
		["US/Pacific", "US/Pacific", [-480, -420]],
		["EST5EDT", "EST5EDT", [-300, -240]],
		["CET", "CET", [60, 120]],
		["Etc/GMT-2", "Etc/GMT-2", [120, 120]],
		["EST", "America/New_York", [-300, -240]],
		["PST", "America/Los_Angeles", [-480, -420]],
		["MST", "America/Denver", [-420, -360]],
		["HST", "Pacific/Honolulu", [-600, -600]],
		["ECT", "CET", [60, 120]],
		["IST", "Asia/Kolkata", [330, 330]],
		["BST", "Asia/Dhaka", [360, 360]],
	])("%s is %s", (text, id, minutes) => {
		const resolution = resolveZone(text);
		expect(resolution).toMatchObject({ kind: "zone", id });
		expect(offsets(resolution)).toEqual(minutes);
	});

	test("its rules may have changed since", () => {
		expect(resolveZone("America/Sao_Paulo")).toMatchObject({ kind: "zone", outdated: true });
		expect(resolveZone("Europe/Rome")).toMatchObject({ kind: "zone", outdated: false });
	});
});

test.each([
	["UTC", "UTC", 0],
	["GMT", "UTC", 0],
	["Zulu", "UTC", 0],
	["Etc/UTC", "UTC", 0],
	["GMT-00:00", "UTC", 0],
	["GMT+2", "+02:00", 120],
	["GMT+02:30", "+02:30", 150],
	["GMT+0230", "+02:30", 150],
	["GMT+130", "+01:30", 90],
	["GMT-9:59", "-09:59", -599],
])("%s is fixed at %s", (text, id, minutes) => {
	const resolution = resolveZone(text);
	expect(resolution).toMatchObject({ kind: "fixed", id });
	expect(offsets(resolution)).toEqual([minutes, minutes]);
});

describe("a zone that the server silently takes for UTC", () => {
	test.each([
		["europe/rome", ["Europe/Rome"]],
		[" Europe/Rome", ["Europe/Rome"]],
		["Europe/Roma", ["Europe/Rome"]],
		["Rome", ["Europe/Rome"]],
		["Italy/Rome", ["Europe/Rome"]],
		["America/New York", ["America/New_York"]],
		["new york", ["America/New_York"]],
		["UTC+2", ["GMT+02:00"]],
		["UTC-05:00", ["GMT-05:00"]],
		["+02:00", ["GMT+02:00"]],
		["UTC+15", []],
		["UTC+2:75", []],
		["Europe/Bari", ["Europe/Rome"]],
		["Europe/Milan", ["Europe/Rome"]],
		["Italy", ["Europe/Rome"]],
		["Germany", ["Europe/Berlin"]],
		["Munich", ["Europe/Berlin"]],
		["Spain", ["Europe/Madrid"]],
		["San Francisco", ["America/Los_Angeles"]],
		["Nope", []],
		["Europe/Xyz", []],
		["Europa/Lisbonn", ["Europe/Lisbon"]],
		["Europe/Stokholm", ["Europe/Stockholm"]],
		["Stokholm", ["Europe/Stockholm"]],
		["+0530", ["GMT+05:30"]],
		["CEST", ["Europe/Rome", "CET"]],
		["EDT", ["America/New_York"]],
		["est", ["America/New_York"]],
		["bst", ["Europe/London"]],
		["Pacific/Aukland", ["Pacific/Auckland"]],
		["utc", ["UTC"]],
		["Z", ["UTC"]],
		["Nope/Zone", []],
		["null", []],
		["", []],
		["constructor", []],
		["GMT+24", []],
	])("%j: perhaps %j", (text, suggestions) => {
		const resolution = resolveZone(text);
		expect(resolution).toEqual({ kind: "unknown", suggestions });
	});

	test("its clocks are those of UTC", () => {
		expect(zoneOf("europe/rome").offsetMsAt(summer)).toBe(0);
	});
});

describe("a zone younger than the server's zone data", () => {
	test.each([
		["Europe/Kyiv", ["Europe/Kiev"]],
		["America/Nuuk", ["America/Godthab"]],
		["America/Ciudad_Juarez", ["America/Denver"]],
		["Asia/Qostanay", ["Etc/GMT-5"]],
		["Pacific/Kanton", ["Pacific/Enderbury"]],
		["SystemV/PST8PDT", ["PST8PDT"]],
	])("%s has the older name %j", (text, suggestions) => {
		expect(resolveZone(text)).toEqual({ kind: "newer", suggestions });
	});

	test("its suggestion turns the clocks as it does itself", () => {
		for (const instant of [winter, summer]) {
			expect(zoneOf("Europe/Kiev").offsetMsAt(instant)).toBe(zoneOf("Europe/Kyiv").offsetMsAt(instant));
		}
	});
});

test("an offset to the second and beyond all years is still a number", () => {
	const rome = zoneOf("Europe/Rome");
	expect(rome.offsetMsAt(Date.parse("1850-01-01T00:00:00Z"))).toBe(49 * 60_000 + 56_000);
	for (const instant of [-9e18, 9e18]) expect(Number.isInteger(rome.offsetMsAt(instant))).toBe(true);
});

test.each(["GMT+02:00", "GMT-05:00", "GMT+14:00"])("%s, which is suggested, is known", (name) => {
	expect(resolveZone(name).kind).toBe("fixed");
});
