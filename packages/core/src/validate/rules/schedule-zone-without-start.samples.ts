import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"An empty start is now, in UTC. After the first launch the server writes the next time in UTC and reads it back as a time on the wall of the zone: with `P1D` and `Europe/Rome` the second run comes after 23 hours in winter and 22 in summer.",
	valid: [
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": "Europe/Rome"}`,
		`{"name": "a", "command": "true", "schedule": "R//P1D", "scheduleTimeZone": "Etc/UTC"}`,
		`{"name": "a", "command": "true", "schedule": "R//P1D", "scheduleTimeZone": ""}`,
		`{"name": "a", "command": "true", "schedule": "R//P1D", "scheduleTimeZone": "Nope"}`,
		`{"name": "a", "command": "true", "schedule": "R//P1D", "scheduleTimeZone": "Europe/Kyiv"}`,
		`{"name": "a", "command": "true", "schedule": "R1//P1Y", "scheduleTimeZone": "Europe/Rome"}`,
		`{"name": "a", "command": "true", "parents": ["b"], "scheduleTimeZone": "Europe/Rome"}`,
	],
	invalid: [
		{
			text: `{"name": "a", "command": "true", "schedule": «"R//P1D"», "scheduleTimeZone": "Europe/Rome"}`,
			says: "UTC and Europe/Rome",
		},
		{ text: `{"name": "a", "command": "true", "schedule": «"R3//PT1H"», "scheduleTimeZone": "PST"}` },
	],
};
