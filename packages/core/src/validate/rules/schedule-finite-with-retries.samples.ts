import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"Every launch takes one repetition off the schedule, a retry as well. When the last run fails and is retried, the count goes from 0 to −1, which 3.0.1 and later write as a plain `R`: the job runs for ever, every year with `P1Y`, every minute with `PT1M`. A job has 2 retries unless it says otherwise, and a job without schedule is `R1/<now>/PT24H`.",
	valid: [
		`{"name": "a", "schedule": "R1//P1Y"`,
		`{"name": "a", "retries": 1`,
		`{"name": "a", "command": "true", "schedule": "R1//P1Y", "retries": 0}`,
		`{"name": "a", "command": "true", "schedule": "R1//P1Y", "retries": -1}`,
		`{"name": "a", "command": "true", "schedule": "R/2030-01-01T00:00:00Z/P1D", "retries": 5}`,
		`{"name": "a", "command": "true", "schedule": "R0//P1Y"}`,
		`{"name": "a", "command": "true", "parents": ["b"], "retries": 2}`,
		`{"name": "a", "command": "true", "parents": ["b"], "schedule": "R1//P1Y"}`,
		`{"name": "a", "command": "true", "schedule": "once"}`,
		`{"command": "true"}`,
	],
	invalid: [
		{ text: `{"name": "a", "command": "true", "schedule": "R1//P1Y", "retries": «2»}`, says: "every P1Y" },
		{ text: `{"name": "a", "command": "true", "schedule": «"R1//P1Y"»}`, says: "2 retries by default" },
		{ text: `{"name": "a", "command": "true", "schedule": "R5/2030-01-01T00:00:00Z/PT1M", "retries": «1»}` },
		{ text: `{"name": «"a"», "command": "true"}`, says: "every PT24H" },
		{ text: "name: a\nschedule: «R1//P1Y»\n", source: "job.yaml" },
	],
};
