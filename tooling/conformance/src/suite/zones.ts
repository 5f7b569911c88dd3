import type { Chronos } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal, matches } from "../difference.ts";

const minute = 60_000;
const hour = 60 * minute;
const zone = "Europe/Rome";

/** How often a job has run a while after the start of the test. */
async function runsAfter(chronos: Chronos, name: string, ms: number): Promise<unknown> {
	await chronos.pass(ms);
	return (await chronos.job(name))["successCount"];
}

/** Starts in the hour that Rome has twice on this night, and when they are due. */
const doubled: readonly (readonly [offset: string, dueAfterMs: number])[] = [
	["+02:00", 30 * minute],
	["+01:00", 90 * minute],
	["Z", 90 * minute],
	["-05:00", 90 * minute],
];

export const zones: Topic = {
	name: "time zones as time goes by",
	tests: [
		...doubled.map(([offset, dueAfterMs]): ChronosTest => ({
			name: `in the doubled hour of autumn 02:30${offset} is due ${dueAfterMs / minute} minutes after its first half began`,
			section: "§4.9",
			at: "2026-10-25T00:00:00.000Z",
			run: async (chronos) => {
				const name = await chronos.create({ schedule: `R1/2026-10-25T02:30:00${offset}/P1D`, scheduleTimeZone: zone });
				equal("runs a minute before", await runsAfter(chronos, name, dueAfterMs - minute), 0);
				equal("runs a minute after", await runsAfter(chronos, name, 2 * minute), 1);
			},
		})),
		{
			name: "an hourly job runs in both halves of the doubled hour",
			section: "§4.9",
			at: "2026-10-24T23:30:00.000Z",
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R/2026-10-25T02:00:00+02:00/PT1H", scheduleTimeZone: zone });
				equal("runs in four hours", await runsAfter(chronos, name, 4 * hour), 4);
			},
		},
		{
			name: "a daily job runs at the same wall time through the spring",
			section: "§4.9",
			at: "2026-03-27T12:00:00.000Z",
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R/2026-03-28T08:00:00/P1D", scheduleTimeZone: zone });
				equal("runs by 06:59Z of the next day", await runsAfter(chronos, name, 19 * hour - minute), 0);
				equal("runs by 07:01Z", await runsAfter(chronos, name, 2 * minute), 1);
				equal("runs by 05:59Z of the day after", await runsAfter(chronos, name, 23 * hour - 2 * minute), 1);
				equal("runs by 06:01Z", await runsAfter(chronos, name, 2 * minute), 2);
			},
		},
		{
			name: "an empty start with a zone is off by the zone the second time",
			section: "§4.3",
			at: "2026-11-21T09:00:00.000Z",
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R//P1D", scheduleTimeZone: zone });
				await chronos.waitForRuns(name, 1);
				matches(
					"the schedule",
					String((await chronos.job(name))["schedule"]),
					/^R\/2026-11-22T0[89]:\d\d:\d\d\.\d{3}Z\/P1D$/,
				);
				equal("runs after 22 h 58 min", await runsAfter(chronos, name, 23 * hour - 2 * minute), 1);
				equal("runs after 23 h 2 min", await runsAfter(chronos, name, 4 * minute), 2);
			},
		},
		{
			name: "a start without offset gets the offset of the server at its launch",
			section: "§4.3",
			at: "2026-11-21T23:00:00.000Z",
			run: async (chronos) => {
				const name = await chronos.create({ schedule: "R/2026-11-20T08:00/P1D" });
				await chronos.waitForRuns(name, 1);
				matches(
					"the schedule",
					String((await chronos.job(name))["schedule"]),
					/^R\/2026-11-2\dT08:00:00\.000(?:Z|[+-]\d\d:\d\d)\/P1D$/,
				);
			},
		},
	],
};
