import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"New jobs are not checked against each other: a server answers 204 to each, finds the circle when it loads them all, ends, and ends again at every start, because the jobs are still stored. Closing a circle by updating known jobs is answered with 500 and `CycleFoundException`.",
	valid: [
		`[{"name": "a"}, {"name": "b", "parents": ["a"]}, {"name": "c", "parents": ["a", "b"]}]`,
		`[{"name": "a", "parents": ["b"]}, {"name": "b"}]`,
		`[{"name": "a", "parents": ["a"]}, {"name": "b", "parents": ["a"]}]`,
	],
	invalid: [
		{
			text: `[{"name": "a", "parents": ["x", «"c"»]}, {"name": "b", "parents": ["a"]}, {"name": "c", "parents": ["b"]}]`,
			says: "a → b → c → a",
		},
		{
			text: `[{"name": "a", "parents": ["a", «"b"»]}, {"name": "b", "parents": ["a"]}, {"name": "c", "parents": [«"d"»]}, {"name": "d", "parents": ["c"]}]`,
			says: "c → d → c",
		},
	],
};
