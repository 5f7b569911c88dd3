import type { Template } from "./template.ts";

export const daily: Template = {
	name: "daily",
	about: "A command every day at 04:00, in a named zone",
	questions: { name: "nightly", command: "date >> /tmp/nightly.log" },
	fields: ({ name, command, now }) => [
		{ key: "name", value: name, comment: "The job's identity: letters, digits, _ . and -" },
		{ key: "command", value: command, comment: "A line for /bin/sh" },
		{
			key: "retries",
			value: 2,
			comment: "Attempts after the first, a minute apart; none while the last result is a failure",
		},
		{
			key: "schedule",
			value: `R/${tomorrow(now)}T04:00:00/P1D`,
			comment: "R: for ever. The first run, then the period. A start in the past would run at once",
		},
		{
			key: "scheduleTimeZone",
			value: "Europe/Rome",
			comment: "Keeps the hour through summer and winter time; 04:00 is in no daylight-saving gap",
		},
	],
};

function tomorrow(now: number): string {
	return new Date(now + 86_400_000).toISOString().slice(0, 10);
}
