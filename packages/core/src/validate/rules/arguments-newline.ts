import { taskArguments } from "../job-arguments.ts";
import { eachJob, type Rule } from "../rule.ts";

export const argumentsNewline: Rule = {
	code: "arguments.newline",
	severity: "error",
	about: "An argument has a line break, and Chronos loses every run.",
	check: eachJob(function* ({ draft }) {
		const index = taskArguments(draft).findIndex((arg) => arg !== undefined && /[\n\r]/.test(arg));
		if (index < 0) return;
		yield {
			path: ["arguments", index],
			message: "an argument has a line break, with which Chronos cannot read its own task id, so it drops every run",
			hint: 'Write the argument into "command", or pass it in an environment variable.',
		};
	}),
};
