import { eachJob, type Rule } from "../rule.ts";

export const retriesNegative: Rule = {
	code: "retries.negative",
	severity: "note",
	about: "A negative number of retries means none.",
	check: eachJob(function* ({ draft: { retries } }) {
		if (retries === undefined || retries >= 0) return;
		yield {
			path: ["retries"],
			message: `retries is ${retries}, which Chronos treats as 0`,
			hint: "Write 0.",
			fix: { title: "Write 0", changes: [{ path: ["retries"], change: { kind: "set", value: 0 } }] },
		};
	}),
};
