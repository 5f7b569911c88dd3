import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"A constraint is a list of three texts: attribute, operator and value. With fewer, or with an object or a text instead of the list, a server answers 500 with an HTML page; what stands behind the third is ignored.",
	valid: [
		`{"name": "a", "constraints": [["rack", "EQUALS", "r1"], ["rack", "EQUALS", 5]]}`,
		`{"name": "a", "constraints": [["hostname", "UNIQUE"]]}`,
		`{"name": "a", "constraints": []}`,
		`{"name": "a", "owner": 5, "constraints": "rack"}`,
	],
	invalid: [
		{ text: `{"name": "a", "constraints": [«["rack", "EQUALS"]»]}`, says: "2 of three parts" },
		{ text: `{"name": "a", "constraints": [«["rack"]», «[]»]}`, says: "1 of three parts" },
		{ text: `{"name": "a", "constraints": [«["hostname", "LIKE", "a", "b"]»]}`, says: "4 parts" },
		{ text: `{"name": "a", "constraints": [«"rack:EQUALS:r1"»]}`, says: 'the text "rack:EQUALS:r1"' },
		{
			text: `{"name": "a", "constraints": [«{"attribute": "rack", "operator": "EQUALS", "value": "r1"}»]}`,
			says: "an object",
		},
		{
			text: `{"name": "a", "constraints": «["rack", "EQUALS", "r1"]»}`,
			fixed: `{"name": "a", "constraints": [["rack", "EQUALS", "r1"]]}`,
			says: "one constraint",
		},
		{ text: `{"name": "a", "owner": 5, "constraints": [«["rack", "EQUALS"]»]}` },
	],
};
