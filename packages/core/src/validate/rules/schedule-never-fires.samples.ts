import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"`R0` is legal and is never due. People use it for jobs that are only started by hand; yet a start takes one repetition off, and 3.0.1 and later write the −1 that results as `R`, for ever. Chronos leaves `R0` with `disabled: true` behind when a finite schedule is exhausted.",
	valid: [
		`{"name": "a", "command": "true", "schedule": "R1//P1Y"}`,
		`{"name": "a", "command": "true", "schedule": "R0/2027-11-21T09:00:01.101Z/P1Y", "disabled": true}`,
		`{"name": "a", "command": "true", "schedule": "R0//P1Y", "parents": ["b"]}`,
		`{"name": "a", "command": "true"}`,
	],
	invalid: [
		{ text: `{"name": "a", "command": "true", "schedule": «"R0//P1Y"»}`, says: "never fires" },
		{ text: `{"name": "a", "command": "true", "schedule": «"R00/2030-01-01T00:00:00Z/P1Y"», "disabled": false}` },
	],
};
