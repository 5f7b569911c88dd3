import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"`scheduleTimeZone` tells in which zone the start of `schedule` is meant. A job with parents starts after them and has no schedule, and a job with neither gets `R1/<now>/PT24H`: in both cases Chronos drops the zone without a word.",
	valid: [
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": "Europe/Rome"}`,
		`{"name": "a", "command": "true", "parents": ["b"], "scheduleTimeZone": ""}`,
		`{"name": "a", "command": "true", "parents": ["b"], "schedule": "R//P1D", "scheduleTimeZone": "Europe/Rome"}`,
		`{"name": "a", "command": "true", "schedul": "R//P1D", "scheduleTimeZone": "Europe/Rome"}`,
		`{"name": "a", "scheduleTimeZone": "Europe/Rome"`,
	],
	invalid: [
		{
			text: `{"name": "a", "command": "true", "parents": ["b"], «"scheduleTimeZone"»: "Europe/Rome"}`,
			says: "with parents",
		},
		{ text: `{"name": "a", "command": "true", «"scheduleTimeZone"»: "Europe/Rome"}`, says: "runs once, at once" },
	],
};
