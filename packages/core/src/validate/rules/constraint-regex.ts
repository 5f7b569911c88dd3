import { findPlaceholder } from "../find-placeholder.ts";
import { explainJavaRegex } from "../java-regex.ts";
import { eachJob, type Rule } from "../rule.ts";

export const constraintRegex: Rule = {
	code: "constraint.regex",
	severity: "error",
	about: "The pattern of a LIKE or UNLIKE constraint is no regular expression.",
	check: eachJob(function* ({ draft: { constraints = [] } }) {
		for (const [index, constraint] of constraints.entries()) {
			const [, operator, pattern] = constraint ?? [];
			if (pattern === undefined || (operator !== "LIKE" && operator !== "UNLIKE")) continue;
			const problem = explainJavaRegex(pattern);
			if (problem === undefined || findPlaceholder(pattern, "nobody") !== undefined) continue;
			yield {
				path: ["constraints", index, 2],
				message: `"${pattern}" is no regular expression: ${problem}`,
				hint: adviceOn(pattern),
			};
		}
	}),
};

/** Most of them are file name patterns. */
function adviceOn(pattern: string): string {
	if (!/^[\w.*?-]+$/.test(pattern)) return 'Escape the character with "\\\\" if it stands for itself.';
	return `Write ${JSON.stringify(
		pattern
			.replaceAll(".", String.raw`\.`)
			.replaceAll("?", ".")
			.replaceAll("*", ".*"),
	)}.`;
}
