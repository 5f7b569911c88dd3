import { isNoContent, isShortRefusal } from "../answers.ts";
import type { Chronos } from "../chronos.ts";
import type { ChronosTest, Topic } from "../chronos-test.ts";
import { equal } from "../difference.ts";

const at = "2090-01-01T00:00:00.000Z";

/** Schedules that are taken, and kept to the letter (contract §4.1, §4.2). */
const taken: readonly string[] = [
	`R5/${at}/PT1H`,
	`R/${at}/PT1H`,
	`R0/${at}/PT1H`,
	`R1/${at}/PT1H`,
	`R007/${at}/PT1H`,
	`R9223372036854775807/${at}/PT1H`,
	"R1//P1Y",
	"R//PT1H",
	`R/${at}/P1W`,
	`R/${at}/P1Y2M3W4DT5H6M7S`,
	`R/${at}/P1W2D`,
	`R/${at}/PT90M`,
	`R/${at}/PT3600S`,
	`R/${at}/PT24H`,
	`R/${at}/PT1.5S`,
	`R/${at}/PT1,5S`,
	`R/${at}/P+1D`,
	`R/${at}/P1d`,
	`R/${at}/Pt1h`,
	"R/2090-01-01/P1D",
	"R/2090/P1D",
	"R/2090-033/P1D",
	"R/2090-W05-2T10:00Z/P1D",
	"R/2090-01-01T10/P1D",
	"R/2090-01-01T10:00/P1D",
	"R/2090-01-01T10:00+02:00/P1D",
	"R/2090-01-01T10:00+0200/P1D",
	"R/2090-01-01T10:00+02/P1D",
	"R/2090-01-01T10:00-00:00/P1D",
	"R/2090-01-01t10:00z/P1D",
	"R/2090-01-01T10:00:00.5Z/P1D",
	"R/2090-01-01T10:00:00,5Z/P1D",
	"R/2090-01-01T10:00:00.123456789Z/P1D",
	"R/+2090-01-01T10:00:00Z/P1D",
	"R/T10:00Z/P1D",
];

/** Schedules that Chronos takes to its own harm; a job with one is only stored here, disabled. */
const harmful: readonly string[] = [
	`R/${at}/P`,
	`R/${at}/P0D`,
	`R/${at}/PT0S`,
	`R/${at}/PT0.5S`,
	`R/${at}/P-1D`,
	`R/${at}/PT-5M`,
];

const refused: readonly string[] = [
	"",
	"R",
	"daily",
	"0 0 * * *",
	`R-1/${at}/PT1H`,
	`r/${at}/PT1H`,
	`/${at}/PT1H`,
	`R1.5/${at}/PT1H`,
	`R9223372036854775808/${at}/PT1H`,
	`R/${at}`,
	`R/${at}/`,
	`R/${at}/2091-01-01T00:00:00Z`,
	`R/${at}/p1D`,
	`R/${at}/PT`,
	`R/${at}/P1DT`,
	`R/${at}/P0.5D`,
	`R/${at}/PT1.5H`,
	`R/${at}/P1H`,
	`R/${at}/PT1D`,
	`R/${at}/P0003-06-04T12:30:05`,
	`R/${at}/P1D `,
	`R/${at}/P1D\n`,
	` R/${at}/P1D`,
	"R/20900101T000000Z/P1D",
	"R/2090-01-01 00:00:00Z/P1D",
	"R/2090-01-01T24:00:00Z/P1D",
	"R/2090-01-01T00:00:60Z/P1D",
	"R/2090-13-01T00:00:00Z/P1D",
	"R/2090-02-30T00:00:00Z/P1D",
	"R/2090-01-01T00:00:00[Europe/Rome]/P1D",
	"R/now/P1D",
	"R/2090-01-01T00:00:00.000Z/P1D/P1D",
];

/** Zones that make a schedule unparsable although Java knows them (contract §4.3). */
const unparsableZones: readonly string[] = ["Europe/Kyiv", "SystemV/PST8PDT"];

/** Zones that are taken. */
const zones: readonly string[] = ["Europe/Rome", "America/New_York", "UTC", "GMT+2", "EST", "PST"];

/** Zones that Java does not know, and takes for UTC. */
const unknownZones: readonly string[] = ["Nope/Zone", "UTC+2", "+02:00", "europe/rome", " Europe/Rome", "null"];

async function submit(chronos: Chronos, schedule: string, zone?: string): Promise<void> {
	const name = chronos.name();
	const zoned = zone === undefined ? {} : { scheduleTimeZone: zone };
	isNoContent(await chronos.put({ name, command: "true", disabled: true, schedule, ...zoned }));
	await chronos.waitFor("it is there", () => chronos.has(name));
	const job = await chronos.job(name);
	equal("the schedule", job["schedule"], schedule);
	if (zone !== undefined) equal("the zone", job["scheduleTimeZone"], zone);
}

export const scheduleGrammar: Topic = {
	name: "schedules that are taken",
	tests: [
		...taken.map((schedule): ChronosTest => ({
			name: `the schedule ${schedule} is taken and kept to the letter`,
			section: "§4.2",
			run: (chronos) => submit(chronos, schedule),
		})),
		...harmful.map((schedule): ChronosTest => ({
			name: `the harmful schedule ${schedule} is taken all the same`,
			section: "§4.11",
			run: (chronos) => submit(chronos, schedule),
		})),
		...refused.map((schedule): ChronosTest => ({
			name: `the schedule ${JSON.stringify(schedule)} cannot be parsed`,
			section: "§4.2",
			run: async (chronos) =>
				isShortRefusal(
					await chronos.put({ name: chronos.name(), schedule }),
					`Cannot parse schedule '${schedule}' (wtf bro)`,
				),
		})),
		...zones.map((zone): ChronosTest => ({
			name: `the zone ${zone} is taken`,
			section: "§4.3",
			run: (chronos) => submit(chronos, `R/${at}/P1D`, zone),
		})),
		...unknownZones.map((zone): ChronosTest => ({
			name: `the unknown zone ${JSON.stringify(zone)} is taken`,
			section: "§4.3",
			run: (chronos) => submit(chronos, `R/${at}/P1D`, zone),
		})),
		...unparsableZones.map((zone): ChronosTest => ({
			name: `the zone ${zone} makes any schedule unparsable`,
			section: "§4.3",
			run: async (chronos) => {
				const schedule = `R/${at}/P1D`;
				isShortRefusal(
					await chronos.put({ name: chronos.name(), schedule, scheduleTimeZone: zone }),
					`Cannot parse schedule '${schedule}' (wtf bro)`,
				);
			},
		})),
	],
};
