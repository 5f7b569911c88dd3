import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"Chronos 3.x creates jobs only with names made of letters, digits, `_`, `.` and `-`, and does not look at the parents of a new job. One whose parent does not exist is stored, answered with 204, and then shown nowhere: it never runs and cannot be deleted.",
	valid: [
		`{"name": "a", "command": "true", "parents": ["b", "c.d-e_1"]}`,
		`{"name": "a", "command": "true", "parents": ["<parent>"]}`,
		{ text: `{"name": "a", "command": "true", "parents": ["old job"]}`, serverJobs: ["old job"] },
		`{"name": "a", "command": "true", "parents": [null]}`,
	],
	invalid: [
		{
			text: `{"name": "a", "command": "true", "parents": [«"b,c"»]}`,
			fixed: `{"name": "a", "command": "true", "parents": ["b", "c"]}`,
			says: 'no job can be called "b,c"',
		},
		{
			text: `{"name": "a", "command": "true", "parents": [«" b"»]}`,
			fixed: `{"name": "a", "command": "true", "parents": ["b"]}`,
		},
		{ text: `{"name": "a", "command": "true", "parents": [«"b c"», «"d,e"»]}` },
		{ text: `{"name": "a", "command": "true", "parents": [«"b c"»]}` },
		{ text: `{"name": "a", "command": "true", "parents": [«"x/y"»]}` },
		{ text: `{"name": "a", "command": "true", "parents": ["b", «""»]}`, says: "empty name" },
		{ text: `{"name": "a", "command": "true", "parents": [«"b c"»]}`, serverJobs: ["b"] },
	],
};
