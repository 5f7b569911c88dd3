import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { localTime } from "../src/index.ts";

const zones = [
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
];

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

// Threads cannot change the zone of their process.
const told = execFileSync(process.execPath, ["--input-type=module", "-e", programOf()], { encoding: "utf8" });

function programOf(): string {
	return `const told = [];
		for (const zone of ${JSON.stringify(zones)}) {
			process.env.TZ = zone;
			const { localTime } = await import(${JSON.stringify(new URL("../src/local-time.ts", import.meta.url).href)} + "?" + zone);
			told.push(${JSON.stringify(instants)}.map((at) => localTime(at, undefined)));
		}
		console.log(JSON.stringify(told));`;
}

const bySystem: readonly (readonly string[])[] = JSON.parse(told);

test.each(zones.map((zone, index) => [zone, bySystem[index]] as const))(
	"the zone %s of the system is told as if it were named",
	(zone, texts) => {
		expect(texts).toEqual(instants.map((at) => localTime(at, zone)));
	},
);

test.each([
	[Date.UTC(2026, 10, 21, 11), "Europe/Berlin", "Sat 2026-11-21 12:00:00 CET"],
	[Date.UTC(2026, 6, 4, 11), "Europe/Berlin", "Sat 2026-07-04 13:00:00 CEST"],
	[Date.UTC(2026, 6, 4, 11), "UTC", "Sat 2026-07-04 11:00:00 UTC"],
])("%d in %s", (at, zone, text) => {
	expect(localTime(at, zone)).toBe(text);
});
