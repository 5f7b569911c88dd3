import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"`P` and `PT0S` are accepted. The start never moves on, so the job is due at all times: the server starts it as fast as the machines take it, until the repetitions are used up or for ever. A single run is spared, until a retry or a start by hand makes the schedule endless.",
	valid: [`{"name": "a", "schedule": "R0//P"}`, `{"name": "a", "schedule": "R/2030-01-01T00:00:00Z/PT1H"}`],
	invalid: [
		{ text: `{"name": "a", "schedule": «"R/2030-01-01T00:00:00Z/PT0S"»}`, says: "no length" },
		{ text: `{"name": "a", "schedule": «"R2//P"»}` },
		{ text: `{"name": "a", "retries": 0, "schedule": «"R1//PT0S"»}`, says: "by hand" },
		{ text: `{"name": "a", "schedule": «"R//P1DT-24H"»}` },
	],
};
