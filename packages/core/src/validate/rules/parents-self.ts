import { eachJob, type Rule } from "../rule.ts";

export const parentsSelf: Rule = {
	code: "parents.self",
	severity: "error",
	about: "The job is its own parent, which stops the server.",
	check: eachJob(function* ({ draft: { name, parents } }) {
		const index = name === undefined || parents === undefined ? -1 : parents.indexOf(name);
		if (index < 0) return;
		yield {
			path: ["parents", index],
			message: `"${name}" is its own parent, and such a job stops the server for good`,
			hint: "Remove the name from the parents.",
		};
	}),
};
