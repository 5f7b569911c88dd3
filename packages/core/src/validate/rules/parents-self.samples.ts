import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A 3.x server answers 204 and stores the job; then its scheduler finds the loop, ends the whole server, and ends it again at every start, because the job is still stored. Updating a known job in this way is answered with 400 and `loops not allowed`.",
	valid: [`{"name": "a", "parents": ["A", "b"]}`],
	invalid: [{ text: `{"name": "a", "parents": ["b", «"a"»]}`, says: '"a" is its own parent' }],
};
