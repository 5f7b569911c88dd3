import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"Chronos adds the period to the previous run and cuts the day to what the month has: January 31st plus `P1M` is February 28th, plus `P1M` is March 28th, and so on for ever. February 29th plus `P1Y` becomes the 28th for good.",
	valid: [
		`{"name": "a", "command": "true", "schedule": "R2/2030-07-31T00:00:00Z/P1M"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-28T00:00:00Z/P1M"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-31T00:00:00Z/P1Y"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-31T00:00:00Z/P1D"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-31T00:00:00Z/PT1M"}`,
		`{"name": "a", "command": "true", "schedule": "R1/2030-01-31T00:00:00Z/P1M"}`,
		`{"name": "a", "command": "true", "schedule": "R/2028-02-29T00:00:00Z/P4Y"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-31T00:00:00Z/P-1M"}`,
		`{"name": "a", "command": "true", "schedule": "R1//P1M"}`,
	],
	invalid: [
		{ text: `{"name": "a", "command": "true", "schedule": «"R3/2030-07-31T00:00:00Z/P1M"»}`, says: "day 30" },
		{ text: `{"name": "a", "command": "true", "schedule": «"R/2030-01-31T00:00:00Z/P1M"»}`, says: "day 28" },
		{ text: `{"name": "a", "command": "true", "schedule": «"R/2030-01-31T00:00:00Z/P3M"»}`, says: "day 30" },
		{ text: `{"name": "a", "command": "true", "schedule": «"R/2028-02-29T00:00:00Z/P1Y"»}`, says: "day 28" },
		{ text: `{"name": "a", "command": "true", "schedule": «"R12/2030-03-29T00:00:00Z/P1MT1H"»}`, says: "day 28" },
	],
};
