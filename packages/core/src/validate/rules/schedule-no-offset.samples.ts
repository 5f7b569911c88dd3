import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A start without an offset is read in the default zone of the server's Java, which nobody can ask for. At the first launch the server writes the schedule back with the offset of that day, so daylight saving is lost from then on.",
	valid: [
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00/P1D"`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00Z/P1D"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00+01:00/P1D"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00/P1D", "scheduleTimeZone": "Europe/Rome"}`,
		`{"name": "a", "command": "true", "schedule": "R1//P1Y"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00/P1D", "parents": ["b"]}`,
	],
	invalid: [
		{ text: `{"name": "a", "command": "true", "schedule": «"R/2030-01-01T02:00:00/P1D"»}`, says: "later runs" },
		{ text: `{"name": "a", "command": "true", "schedule": «"R1/2030-01-01/P1D"»}`, says: "time zone of the server" },
	],
};
