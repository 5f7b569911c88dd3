import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A 3.x server answers 204 to a child whose parent does not exist, stores it and then leaves it out everywhere: it is not listed, never runs and cannot be deleted until the parent is created. An update with such a parent is answered with 400 and `does not have all parents defined!`, as is a creation by 2.x servers.",
	valid: [
		{ text: `{"name": "a", "parents": ["b"]}`, serverJobs: ["b"] },
		{ text: `[{"name": "a", "parents": ["b"]}, {"name": "b"}]`, serverJobs: [] },
		`{"name": "a", "parents": ["b"]}`,
	],
	invalid: [
		{ text: `{"name": "a", "parents": ["b", «"c"»]}`, serverJobs: ["b"], says: 'the parent "c"' },
		{ text: `{"name": "a", "parents": [«"extrakt"»]}`, serverJobs: ["extract"], says: "hide the job" },
	],
};
