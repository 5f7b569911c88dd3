import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A start such as `T10:00Z` is accepted, and is that time on 1 January 1970. A start in the past is due at once, however old it is; only the runs after that come at the time of the day that was written.",
	valid: [
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T10:00:00Z/P1D"}`,
		`{"name": "a", "command": "true", "schedule": "R/T00:00Z/P1D"}`,
		`{"name": "a", "command": "true", "schedule": "R//P1D"}`,
		`{"name": "a", "command": "true", "schedule": "R/T10:99Z/P1D"}`,
		`{"name": "a", "command": "true", "schedule": "R/T10:00Z/P1D", "parents": ["b"]}`,
	],
	invalid: [
		{ text: `{"name": "a", "command": "true", "schedule": «"R/T10:00Z/P1D"»}`, says: "T10:00Z has no date" },
		{ text: `{"name": "a", "command": "true", "schedule": «"R5/t22:30:00+02:00/P1D"»}`, says: "means 1970" },
	],
};
