import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"The key alone makes the job a child, even beside a schedule. A new child without parents is answered with 500 and `Error, parent does not exist`, a known one with 400; sent to the address for schedules, both are answered with 500.",
	valid: [`{"name": "a", "parents": ["b"]}`, `{"name": "a", "schedule": "R1//P1Y"}`],
	invalid: [
		{ text: `{"name": "a", "parents": «[]»}`, says: "without parents" },
		{ text: `{"name": "a", "schedule": "R1//P1Y", "parents": «[]»}`, fixed: `{"name": "a", "schedule": "R1//P1Y"}` },
	],
};
