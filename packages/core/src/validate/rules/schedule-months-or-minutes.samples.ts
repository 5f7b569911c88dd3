import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"In a period, `M` before the `T` counts months and after it minutes: `P5M` is due twice or three times a year, `PT5M` every five minutes. Chronos takes both without a word.",
	valid: [
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00Z/PT5M"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00Z/P1M"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00Z/P1Y10M"}`,
		`{"name": "a", "command": "true", "schedule": "R1//P10M"}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00Z/P5M", "parents": ["b"]}`,
	],
	invalid: [
		{ text: `{"name": "a", "command": "true", "schedule": «"R/2030-01-01T00:00:00Z/P5M"»}`, says: "5 months" },
		{
			text: `{"name": "a", "command": "true", "schedule": «"R/2030-01-01T00:00:00Z/P3M"»}`,
			says: "every 3 months, not every 3 minutes",
		},
		{ text: `{"name": "a", "command": "true", "schedule": «"R/2030-01-01T00:00:00Z/P12M"»}` },
		{ text: `{"name": "a", "command": "true", "schedule": «"R100/2030-01-01T00:00:00Z/P30M"»}` },
	],
};
