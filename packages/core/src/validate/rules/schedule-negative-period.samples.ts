import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A negative period such as `P-1D` is accepted. Each launch moves the start further into the past, where it is due already, so the job runs again and again without a pause.",
	valid: [
		`{"name": "a", "schedule": "R0//P-1D"}`,
		`{"name": "a", "schedule": "R/2030-01-01T00:00:00Z/P1DT-1H"}`,
		`{"name": "a", "schedule": "R/2030-01-01T00:00:00Z/P+1D"}`,
	],
	invalid: [
		{ text: `{"name": "a", "schedule": «"R/2030-01-01T00:00:00Z/P-1D"»}`, says: "negative" },
		{ text: `{"name": "a", "schedule": «"R3//PT-0.5S"»}` },
		{ text: `{"name": "a", "schedule": «"R1//P-1D"»}`, says: "by hand" },
	],
};
