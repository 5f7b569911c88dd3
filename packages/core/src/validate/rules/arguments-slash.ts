import { quote } from "../format-value.ts";
import { moveIntoCommand, taskArguments } from "../job-arguments.ts";
import { eachJob, type Rule } from "../rule.ts";

export const argumentsSlash: Rule = {
	code: "arguments.slash",
	severity: "error",
	about: "An argument has a slash, and Mesos refuses every run.",
	check: eachJob(function* ({ draft }) {
		const args = taskArguments(draft);
		const index = args.findIndex((arg) => arg?.includes("/"));
		if (index < 0) return;
		yield {
			path: ["arguments", index],
			message: `the argument ${quote(args[index] ?? "")} has a "/", which no task id may have, so Mesos refuses every run`,
			...moveIntoCommand(draft),
		};
	}),
};
