import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A new job that starts before 1970-01-01T00:00:01Z is answered with 400 and `Scheduled start date … is before 1970!` (3.0.0 refuses everything older than a year). A start more than 292 years ahead is accepted, but the time to wait for it overflows, and the server turns in circles at full load; one more than 68 years back overflows as well and stops the scheduler.",
	valid: [
		`{"name": "a", "schedule": "R/1970-01-01T00:00:01Z/P1D"}`,
		`{"name": "a", "schedule": "R/1970-01-01T00:00:00-01:00/P1D"}`,
		`{"name": "a", "schedule": "R/2318-01-01T00:00:00Z/P1D"}`,
		`{"name": "a", "schedule": "R//P1000Y"}`,
	],
	invalid: [
		{ text: `{"name": "a", "schedule": «"R/1970-01-01T00:00:00Z/P1D"»}`, says: "before 1970" },
		{ text: `{"name": "a", "schedule": «"R/1969-12-31T00:00:00Z/P1D"»}`, says: "before 1970" },
		{
			text: `{"name": "a", "schedule": «"R/1970-01-01T00:00:01Z/P1D"», "scheduleTimeZone": "Europe/Rome"}`,
			says: "before 1970",
		},
		{ text: `{"name": "a", "schedule": «"R/T00:00:00Z/P1D"»}`, says: "before 1970" },
		{ text: `{"name": "a", "schedule": «"R/3000-01-01T00:00:00Z/PT100000H"»}`, says: "the year 3000" },
		{ text: `{"name": "a", "schedule": «"R/2319-06-01T00:00:00Z/P1D"»}`, says: "292 years" },
	],
};
