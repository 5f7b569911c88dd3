import { eachJob, type Rule } from "../rule.ts";

export const commandShellFalseArguments: Rule = {
	code: "command.shell-false-arguments",
	severity: "warning",
	about: "Arguments without a shell reach the program twice.",
	check: eachJob(function* ({ draft: { command, shell, executor = "", arguments: args = [] } }) {
		if (shell !== false || executor !== "" || args.length === 0) return;
		const line = [command, ...args].filter((word) => word !== undefined).join(" ");
		yield {
			path: ["arguments"],
			at: "key",
			message: `without a shell, Chronos looks for a program called "${line}" and passes the arguments once more`,
			hint: 'Write the whole line into "command", and remove "arguments" and "shell": false.',
		};
	}),
};
