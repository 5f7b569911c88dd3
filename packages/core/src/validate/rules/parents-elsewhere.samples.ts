import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A 3.x server accepts a new job whose parent is missing and answers 204. It then drops the job from its graph again and again: the job never runs, is listed nowhere and cannot be deleted until the parent exists. 2.x answers 400.",
	valid: [
		`[{"name": "a", "command": "true"}, {"name": "b", "parents": ["a"]}]`,
		{ text: `{"name": "b", "parents": ["a"]}`, serverJobs: ["a"] },
		{ text: `{"name": "b", "parents": ["a"]}`, serverJobs: [] },
	],
	invalid: [{ text: `{"name": "b", "parents": [«"a"», «"c"»]}`, says: '"c"' }],
};
