import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"The operators are `EQUALS`, `LIKE` and (from 2.5 on) `UNLIKE`, in upper case. A constraint with any other operator is dropped without a word: the job is accepted, and runs on any machine. The operators of Marathon, `UNIQUE`, `CLUSTER`, `GROUP_BY`, `MAX_PER` and `IS`, are among the unknown ones.",
	valid: [
		`{"name": "a", "constraints": [["rack", "EQUALS", "r1"], ["hostname", "LIKE", "gpu.*"], ["hostname", "UNLIKE", "old.*"]]}`,
		`{"name": "a", "constraints": [["rack"], [], ["rack", ["EQUALS"], "b"]]}`,
	],
	invalid: [
		{
			text: `{"name": "a", "constraints": [["hostname", «"like"», "gpu.*"]]}`,
			fixed: `{"name": "a", "constraints": [["hostname", "LIKE", "gpu.*"]]}`,
			says: 'no operator "like"',
		},
		{
			text: `{"name": "a", "constraints": [["rack", «"CLUSTER"», "r1"]]}`,
			fixed: `{"name": "a", "constraints": [["rack", "EQUALS", "r1"]]}`,
		},
		{ text: `{"name": "a", "constraints": [["hostname", «"UNIQUE"»]]}`, says: "spreads the instances" },
		{ text: `{"name": "a", "constraints": [["rack", «"CLUSTER"»]]}`, says: "drops the constraint" },
		{ text: `{"name": "a", "constraints": [["rack", "EQUALS", "a"], ["rack", «"toString"», "r1"]]}` },
	],
};
