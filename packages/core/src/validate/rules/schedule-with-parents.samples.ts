import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A job with the key `parents` is a child, whatever else it says: sent to the address for children, its schedule vanishes without a word; sent to the one for schedules, it is answered with 500 and `argument type mismatch`.",
	valid: [
		`{"name": "a", "schedule": "R1//P1Y"}`,
		`{"name": "a", "parents": ["b"]}`,
		`{"name": "a", "parents": ["b"], "schedule": ""}`,
		`{"name": "a", "parents": [], "schedule": "R1//P1Y"}`,
	],
	invalid: [{ text: `{"name": "a", "schedule": «"R1//P1Y"», "parents": ["b"]}`, says: "drops the schedule" }],
};
