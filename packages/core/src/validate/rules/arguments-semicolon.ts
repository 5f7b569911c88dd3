import { quote } from "../format-value.ts";
import { taskArguments } from "../job-arguments.ts";
import { eachJob, type Rule } from "../rule.ts";

export const argumentsSemicolon: Rule = {
	code: "arguments.semicolon",
	severity: "error",
	about: "An argument has a semicolon, which Chronos removes.",
	check: eachJob(function* ({ draft }) {
		const args = taskArguments(draft);
		const index = args.findIndex((arg) => arg?.includes(";"));
		if (index < 0) return;
		const argument = args[index] ?? "";
		yield {
			path: ["arguments", index],
			message: `Chronos removes the ";": the argument ${quote(argument)} becomes ${quote(argument.replaceAll(";", ""))}`,
			hint: 'Write the argument into "command", in single quotes.',
		};
	}),
};
