import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A schedule is `R[count]/[start]/period`, with a capital R and P. Anything else is answered with 400 and `Cannot parse schedule … (wtf bro)` by 3.x servers, and with an empty 400 by 2.x servers.",
	valid: [
		`{"name": "a", "schedule": "R1//P1Y"}`,
		`{"name": "a", "schedule": "R5/2030-01-01T00:00:00.000+01:00/PT1H"}`,
		`{"name": "a", "schedule": "hourly", "parents": ["b"]}`,
		`{"name": "a", "schedule": null}`,
	],
	invalid: [
		{ text: `{"name": "a", "schedule": «"@daily"»}`, says: '"@daily"' },
		{ text: `{"name": "a", "schedule": «"R/2030-01-01T00:00:00+01:00[Europe/Rome]/P1D"»}`, says: "in brackets" },
		{
			text: `{"name": "a", "schedule": «"R/2030-01-01/P0003-06-04T12:30:05"»}`,
			fixed: `{"name": "a", "schedule": "R/2030-01-01/P3Y6M4DT12H30M5S"}`,
		},
		{ text: `{"name": "a", "schedule": «"R/hello/P1D"»}`, says: "hello" },
		{ text: `{"name": "a", "schedule": «5»}`, says: '"5"' },
		{ text: `{"name": "a", "schedule": «""»}`, says: "the schedule is empty" },
		{
			text: `{"name": "a", "schedule": «"r/2030-01-01T00:00:00Z/P1D"»}`,
			fixed: `{"name": "a", "schedule": "R/2030-01-01T00:00:00Z/P1D"}`,
		},
		{
			text: "name: a\nschedule: «r/2030-01-01T00:00:00Z/P1D»\n",
			source: "job.yaml",
			fixed: 'name: a\nschedule: "R/2030-01-01T00:00:00Z/P1D"\n',
		},
	],
};
