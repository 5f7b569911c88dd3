import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"With a `scheduleTimeZone` the server keeps what the start shows on the clock and throws its offset away, `Z` included: `2030-01-01T18:32:00+05:00` in `America/New_York` is 18:32 in New York.",
	valid: [
		schedule("R/2030-01-01T18:32:00/P1D", "America/New_York"),
		schedule("R/2030-01-01T18:32:00-05:00/P1D", "America/New_York"),
		schedule("R/2030-07-01T18:32:00-04:00/P1D", "America/New_York"),
		schedule("R/2030-01-01T18:32:00Z/P1D", "Europe/London"),
		schedule("R/2030-01-01T18:32:00Z/P1D", "UTC"),
		schedule("R/2030-01-01T18:32:00Z/P1D", ""),
		schedule("R/2030-01-01T18:32:00Z/P1D", "Europa/Rome"),
		schedule("R//P1D", "Europe/Rome"),
	],
	invalid: [
		{ text: schedule("R/2030-01-01T18:32:00+05:00/P1D", "America/New_York", true), says: "18:32 in America/New_York" },
		{ text: schedule("R/2014-10-10T18:32:00Z/PT60M", "PST", true), says: '"Z"' },
		{ text: schedule("R/2030-07-01T08:05:00Z/P1D", "Europe/London", true), says: "08:05" },
	],
};

function schedule(text: string, zone: string, marked = false): string {
	return `{"name": "a", "command": "true", "schedule": ${marked ? `«"${text}"»` : `"${text}"`}, "scheduleTimeZone": "${zone}"}`;
}
