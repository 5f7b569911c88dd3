import { eachJob, type Rule } from "../rule.ts";

export const environmentDuplicate: Rule = {
	code: "environment.duplicate",
	severity: "warning",
	about: "An environment variable is given two values.",
	check: eachJob(function* ({ draft: { environmentVariables = [] } }) {
		if (environmentVariables.length < 2) return;
		const first = new Map<string, string | undefined>();
		for (const [index, variable] of environmentVariables.entries()) {
			if (variable?.name === undefined) continue;
			const { name, value } = variable;
			if (!first.has(name)) first.set(name, value);
			else if (first.get(name) !== value) {
				yield {
					path: ["environmentVariables", index, "name"],
					message: `"${name}" already has a value further up, which is the one that counts`,
					hint: `Keep one of the two.`,
				};
			}
		}
	}),
};
