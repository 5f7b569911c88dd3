import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"`R` without a number repeats for ever, and an empty start means one second ago. The first run starts at once, and again after each update of the job, because an update brings the empty start back; later runs keep the second at which the first one was launched.",
	valid: [
		`{"name": "a", "command": "true", "schedule": "R1//P1Y"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00Z/P1D"}`,
		`{"name": "a", "command": "true", "schedule": "R//P1D", "scheduleTimeZone": "Europe/Rome"}`,
		`{"name": "a", "command": "true", "schedule": "R//P1D", "parents": ["b"]}`,
		`{"name": "a", "command": "true", "schedule": "R//1 day"}`,
		`{"name": "a", "command": "true", "schedule": "R//P"}`,
	],
	invalid: [
		{ text: `{"name": "a", "command": "true", "schedule": «"R//P1D"», "scheduleTimeZone": "UTC"}`, says: "for ever" },
		{ text: `{"name": "a", "command": "true", "schedule": «"R//P1Y"»}`, says: "every P1Y for ever" },
		{ text: `{"name": "a", "command": "true", "schedule": «"R//PT1H"», "scheduleTimeZone": ""}` },
	],
};
