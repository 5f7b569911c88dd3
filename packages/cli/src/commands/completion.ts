import { word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { shells } from "../completion/shells.ts";

export const completion = defineCommand({
	name: "completion <shell>",
	theme: "servers",
	about: "Print a script that makes the shell complete commands, options and file names",
	examples: [
		{ line: "chronos-job completion bash", about: "Append the output to ~/.bashrc" },
		{ line: "chronos-job completion fish", about: "Write the output to ~/.config/fish/completions/chronos-job.fish" },
	],
	args: {
		shell: word("The shell", ["bash", "zsh", "fish"]),
	},
	run: ({ shell }) => ({ script: shells.get(String(shell)) ?? "" }),
	views: { result: ({ script }) => script },
});
