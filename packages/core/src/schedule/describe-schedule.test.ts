import { parseSchedule, type Schedule } from "@chronos-job/schemas";
import { expect, test } from "vitest";
import { describeSchedule } from "./describe-schedule.ts";

test.each([
	["R/2030-01-01T02:00:00Z/P1D", "Europe/Rome", "every day at 02:00 Europe/Rome, starting 2030-01-01"],
	["R/2030-01-01T02:00:00Z/P1D", "", "every day at 02:00 UTC, starting 2030-01-01"],
	["R/2030-01-01T02:00:00+05:30/P3D", "", "every 3 days at 02:00 +05:30, starting 2030-01-01"],
	["R/2030-01-01T02:00/P1D", "", "every day at 02:00 (in the server's own zone), starting 2030-01-01"],
	["R/2030-01-07T02:00:00Z/P1W", "", "every week on Monday at 02:00 UTC, starting 2030-01-07"],
	["R/2030-01-31T02:00:00Z/P1M", "", "every month on day 31 at 02:00 UTC, starting 2030-01-31"],
	["R/2030-03-01T02:00:00Z/P1Y", "", "every year on 1 March at 02:00 UTC, starting 2030-03-01"],
	["R/2030-01-01T02:00:05.5Z/P1D", "", "every day at 02:00:05.500 UTC, starting 2030-01-01"],
	["R/2030-01-01T02:00:05Z/PT2H", "", "every 2 hours from 2030-01-01 02:00:05 UTC"],
	["R/2030-01-01T02:00:00Z/P1DT1H30M", "", "every 1 day, 1 hour and 30 minutes from 2030-01-01 02:00 UTC"],
	["R5/2030-01-01T02:00:00Z/PT2H", "", "5 times, every 2 hours from 2030-01-01 02:00 UTC"],
	["R5/2030-01-01T02:00:00Z/P1D", "", "5 times, every day from 2030-01-01 02:00 UTC"],
	["R//PT15M", "", "every 15 minutes, starting now"],
	["R3//P1D", "", "3 times, every day, starting now"],
	["R1//P1Y", "", "once, now"],
	["R1/2030-01-01T02:00:00Z/P1Y", "Europe/Rome", "once, on 2030-01-01 at 02:00 Europe/Rome"],
	["R0/2030-01-01T02:00:00Z/P1Y", "", "never by itself"],
	["R//P", "", "again and again without a pause, starting now"],
	["R//PT0.5S", "", "every 0.5 seconds, starting now"],
	["R/2030-01-01T02:00:00Z/P-1D", "", "backwards by P-1D from 2030-01-01 02:00 UTC"],
])("%s in %j is %s", (text, zone, words) => {
	expect(describeSchedule(parseSchedule(text) as Schedule, zone)).toBe(words);
});

test("the zone may be left out", () => {
	expect(describeSchedule(parseSchedule("R1/2030-01-01T02:00:00+02:00/P1D") as Schedule)).toBe(
		"once, on 2030-01-01 at 02:00 +02:00",
	);
});
