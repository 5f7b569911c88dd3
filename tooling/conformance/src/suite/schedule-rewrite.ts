import type { Chronos, Fields } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, holds, matches } from "../difference.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The moment of the tests whose time is set: a Saturday. */
const now = "2026-11-21T09:00:00.000Z";

interface Rewrite {
	readonly about: string;
	readonly schedule: string;
	readonly zone?: string;
	readonly becomes: string;
	readonly at?: string;
	readonly section?: string;
	/** One unless said otherwise. */
	readonly runs?: number;
}

/** Schedules of the past, and what a launch makes of them. */
const rewrites: readonly Rewrite[] = [
	{
		about: "a start of a moment ago moves by one period",
		schedule: "R5/2026-11-21T08:59:59Z/PT1H",
		becomes: "R4/2026-11-21T09:59:59.000Z/PT1H",
	},
	{
		about: "missed periods are skipped, and count as one",
		schedule: "R5/2026-11-21T03:40:00Z/PT1H",
		becomes: "R4/2026-11-21T09:40:00.000Z/PT1H",
	},
	{
		about: "a start of years ago moves to the next day",
		schedule: "R5/2015-01-01T00:00:00Z/P1D",
		becomes: "R4/2026-11-22T00:00:00.000Z/P1D",
	},
	{
		about: "an endless schedule stays endless",
		schedule: "R/2026-11-21T08:00:00Z/P1D",
		becomes: "R/2026-11-22T08:00:00.000Z/P1D",
	},
	{
		about: "the last repetition leaves 0",
		schedule: "R1/2026-11-21T08:00:00Z/P1Y",
		becomes: "R0/2027-11-21T08:00:00.000Z/P1Y",
	},
	{
		about: "leading zeros of the count go",
		schedule: "R007/2026-11-21T08:00:00Z/P1D",
		becomes: "R6/2026-11-22T08:00:00.000Z/P1D",
	},
	{
		about: "an offset is kept",
		schedule: "R/2026-11-21T09:00:00+02:00/P1D",
		becomes: "R/2026-11-22T09:00:00.000+02:00/P1D",
	},
	{
		about: "an offset of zero is Z",
		schedule: "R/2026-11-21T08:00:00+00:00/P1D",
		becomes: "R/2026-11-22T08:00:00.000Z/P1D",
	},
	{
		about: "milliseconds are kept",
		schedule: "R/2026-11-21T08:00:00.123456Z/P1D",
		becomes: "R/2026-11-22T08:00:00.123Z/P1D",
	},
	{
		about: "a week date becomes a date",
		schedule: "R/2026-W47-5T10:00Z/P1D",
		becomes: "R/2026-11-21T10:00:00.000Z/P1D",
	},
	{
		about: "a month has the same day",
		schedule: "R/2026-11-20T08:00:00Z/P1M",
		becomes: "R/2026-12-20T08:00:00.000Z/P1M",
	},
	{
		about: "the end of a month is clamped",
		schedule: "R/2026-10-31T08:00:00Z/P1M",
		becomes: "R/2026-11-30T08:00:00.000Z/P1M",
		section: "§4.8",
	},
	{
		about: "a named zone wins over the offset",
		schedule: "R/2026-11-20T08:00:00+05:00/P1D",
		zone: "America/New_York",
		becomes: "R/2026-11-21T08:00:00.000-05:00/P1D",
		section: "§4.3",
	},
	{
		about: "a named zone throws Z away",
		schedule: "R/2026-11-21T08:00:00Z/P1D",
		zone: "Europe/Rome",
		becomes: "R/2026-11-22T08:00:00.000+01:00/P1D",
		section: "§4.3",
	},
	{
		about: "a fixed offset works as zone",
		schedule: "R/2026-11-21T08:00:00Z/P1D",
		zone: "GMT+2",
		becomes: "R/2026-11-22T08:00:00.000+02:00/P1D",
		section: "§4.3",
	},
	{
		about: "EST means New York",
		schedule: "R/2026-07-20T08:00:00Z/P1D",
		zone: "EST",
		becomes: "R/2026-07-21T08:00:00.000-04:00/P1D",
		at: "2026-07-20T20:00:00.000Z",
		section: "§4.3",
	},
	{
		about: "a day keeps the wall clock over the spring",
		schedule: "R/2026-03-28T08:00:00+01:00/P1D",
		zone: "Europe/Rome",
		becomes: "R/2026-03-29T08:00:00.000+02:00/P1D",
		at: "2026-03-28T10:00:00.000Z",
		section: "§4.9",
	},
	{
		about: "24 hours drift over the spring",
		schedule: "R/2026-03-28T08:00:00+01:00/PT24H",
		zone: "Europe/Rome",
		becomes: "R/2026-03-29T09:00:00.000+02:00/PT24H",
		at: "2026-03-28T10:00:00.000Z",
		section: "§4.9",
	},
	{
		about: "a day keeps the wall clock over the autumn",
		schedule: "R/2026-10-24T08:00:00+02:00/P1D",
		zone: "Europe/Rome",
		becomes: "R/2026-10-25T08:00:00.000+01:00/P1D",
		at: "2026-10-24T10:00:00.000Z",
		section: "§4.9",
	},
	{
		about: "a time in the spring gap moves forward",
		schedule: "R/2026-03-28T02:30:00+01:00/P1D",
		zone: "Europe/Rome",
		becomes: "R/2026-03-29T03:30:00.000+02:00/P1D",
		at: "2026-03-28T10:00:00.000Z",
		section: "§4.9",
	},
	{
		about: "a time that moved in the spring stays there",
		schedule: "R/2026-03-29T03:30:00+02:00/P1D",
		zone: "Europe/Rome",
		becomes: "R/2026-03-30T03:30:00.000+02:00/P1D",
		at: "2026-03-29T10:00:00.000Z",
		section: "§4.9",
	},
	{
		about: "a fixed offset knows no summer",
		schedule: "R/2026-03-28T08:00:00+01:00/P1D",
		becomes: "R/2026-03-29T08:00:00.000+01:00/P1D",
		at: "2026-03-28T10:00:00.000Z",
		section: "§4.3",
	},
	{
		about: "a leap day is clamped",
		schedule: "R/2028-02-29T00:00:00Z/P1Y",
		becomes: "R/2029-02-28T00:00:00.000Z/P1Y",
		at: "2028-02-29T09:00:00.000Z",
		section: "§4.8",
	},
	{
		about: "a month that is measured too long lands in the past and is run again",
		schedule: "R/2026-01-01T00:00:00Z/P1M",
		at: "2026-03-01T09:00:00.000Z",
		becomes: "R/2026-04-01T00:00:00.000Z/P1M",
		section: "§4.8",
		runs: 2,
	},
	{
		about: "a month that is measured too short jumps over the next one",
		schedule: "R/2026-01-01T00:00:00Z/P1M",
		at: "2026-01-31T23:00:00.000Z",
		becomes: "R/2026-03-01T00:00:00.000Z/P1M",
		section: "§4.8",
	},
];

/** Periods as they are sent and as they come back. */
const periods: readonly (readonly [sent: string, printed: string])[] = [
	["P1Y2M3W4DT5H6M7S", "P1Y2M3W4DT5H6M7S"],
	["P1W2D", "P1W2D"],
	["P1W", "P1W"],
	["PT90M", "PT90M"],
	["PT3600S", "PT3600S"],
	["PT24H", "PT24H"],
	["P1d", "P1D"],
	["Pt1h", "PT1H"],
	["P+1D", "P1D"],
	["PT100.5S", "PT100.500S"],
	["PT100,25S", "PT100.250S"],
];

async function launched(chronos: Chronos, fields: Fields): Promise<string> {
	const name = await chronos.create({ command: "true", ...fields });
	await chronos.waitForRuns(name, 1);
	return name;
}

const ago = (chronos: Chronos, ms: number): string => new Date(chronos.now() - ms).toISOString();

export const scheduleRewrite: Topic = {
	name: "schedules after a launch",
	tests: [
		...rewrites.map(({ about, schedule, zone = "", becomes, at = now, section = "§4.5", runs = 1 }): ChronosTest => ({
			name: `at a launch ${about}`,
			section,
			at,
			run: async (chronos) => {
				const name = await launched(chronos, { schedule, scheduleTimeZone: zone });
				await chronos.waitForRuns(name, runs, 61_000);
				equal("the schedule", (await chronos.job(name))["schedule"], becomes);
			},
		})),
		...periods.map(([sent, printed]): ChronosTest => ({
			name: `at a launch the period ${sent} is printed as ${printed}`,
			section: "§4.2",
			run: async (chronos) => {
				const name = await launched(chronos, { schedule: `R/${ago(chronos, second)}/${sent}` });
				matches("the schedule", String((await chronos.job(name))["schedule"]), new RegExp(`^R/[^/]+/${printed}$`));
			},
		})),
		{
			name: "a start in the past fires once, however old it is",
			section: "§4.4",
			takesMs: 2000,
			run: async (chronos) => {
				const name = await launched(chronos, { schedule: "R/2015-01-01T00:00:00Z/P1D" });
				await chronos.pass(1500);
				equal("successCount", (await chronos.job(name))["successCount"], 1);
			},
		},
		{
			name: "a start in the future does not fire",
			section: "§4.4",
			takesMs: 1000,
			run: async (chronos) => {
				const name = await chronos.create({ schedule: `R/${ago(chronos, -hour)}/PT1H` });
				await chronos.pass(1000);
				equal("successCount", (await chronos.job(name))["successCount"], 0);
				equal("the state", (await chronos.summary(name)).state, "idle");
			},
		},
		{
			name: "a job runs when its start comes",
			section: "§4.4",
			run: async (chronos) => {
				const name = await chronos.create({ schedule: `R/${ago(chronos, -2 * second)}/PT1H` });
				equal("successCount before", (await chronos.job(name))["successCount"], 0);
				await chronos.waitForRuns(name, 1);
			},
		},
		{
			name: "a job runs once in every period",
			section: "§4.4",
			needs: ["manual-time"],
			run: async (chronos) => {
				const name = await chronos.create({ schedule: `R/${ago(chronos, -minute)}/PT10M` });
				for (let nth = 0; nth < 6; nth += 1) await chronos.pass(10 * minute);
				equal("successCount after an hour", (await chronos.job(name))["successCount"], 6);
			},
		},
		{
			name: "a finite schedule runs as often as it says, and no more",
			section: "§4.5",
			needs: ["manual-time"],
			run: async (chronos) => {
				const name = await chronos.create({ schedule: `R3/${ago(chronos, -minute)}/PT10M` });
				for (let nth = 0; nth < 10; nth += 1) await chronos.pass(10 * minute);
				equal("successCount", (await chronos.job(name))["successCount"], 3);
			},
		},
		{
			name: "an empty start is due at once",
			section: "§4.1",
			run: async (chronos) => {
				const name = await launched(chronos, { schedule: "R1//P1Y" });
				matches(
					"the schedule",
					String((await chronos.job(name))["schedule"]),
					/^R0\/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\/P1Y$/,
				);
			},
		},
		{
			name: "an empty start counts from a second before the launch",
			section: "§4.1",
			at: now,
			run: async (chronos) => {
				const name = await launched(chronos, { schedule: "R//PT1H" });
				const start = Date.parse(String((await chronos.job(name))["schedule"]).split("/")[1] ?? "");
				const offBy = start - (Date.parse(now) - second + hour);
				holds("the next start is an hour after that", offBy >= 0 && offBy <= 2 * second, offBy);
			},
		},
		{
			name: "an empty start is stored as it is while the job is disabled",
			section: "§4.1",
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R1//P1Y", disabled: true });
				equal("the schedule", (await chronos.job(name))["schedule"], "R1//P1Y");
			},
		},
		{
			name: "a schedule waiting for room stays as it is",
			section: "§4.10",
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R1//P1Y", cpus: 1_000_000 });
				await chronos.waitForState(name, "queued");
				equal("the schedule", (await chronos.job(name))["schedule"], "R1//P1Y");
			},
		},
		{
			name: "a schedule without repetitions never fires",
			section: "§4.1",
			takesMs: 1000,
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R0//PT1H" });
				await chronos.pass(1000);
				const job = await chronos.job(name);
				equal("the fields", [job["successCount"], job["schedule"], job["disabled"]], [0, "R0//PT1H", false]);
			},
		},
		{
			name: "an unknown zone is UTC",
			section: "§4.3",
			at: now,
			run: async (chronos) => {
				const name = await launched(chronos, {
					schedule: "R/2026-11-21T08:00:00+05:00/P1D",
					scheduleTimeZone: "Nope/Zone",
				});
				equal("the schedule", (await chronos.job(name))["schedule"], "R/2026-11-22T08:00:00.000Z/P1D");
			},
		},
		{
			name: "a failure leaves the schedule as the launch wrote it",
			section: "§4.5",
			at: now,
			run: async (chronos) => {
				const name = await launched(chronos, {
					command: "exit 1",
					retries: 0,
					schedule: "R5/2026-11-21T08:00:00Z/P1D",
				});
				equal("the schedule", (await chronos.job(name))["schedule"], "R4/2026-11-22T08:00:00.000Z/P1D");
			},
		},
		{
			name: "a clamped day of the month stays clamped",
			section: "§4.8",
			at: "2026-02-28T09:00:00.000Z",
			run: async (chronos) => {
				const name = await launched(chronos, { schedule: "R/2026-02-28T08:00:00Z/P1M" });
				equal("the schedule", (await chronos.job(name))["schedule"], "R/2026-03-28T08:00:00.000Z/P1M");
			},
		},
		{
			name: "a dependent job's launch writes no schedule",
			section: "§4.5",
			run: async (chronos) => {
				const child = await chronos.create({ parents: [await chronos.create()] }, "child");
				holds("it has none", !("schedule" in (await chronos.run(child))));
			},
		},
	],
};
