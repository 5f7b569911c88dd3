import { z } from "zod";
import { defaultOf } from "../job-fields.ts";

export const commandFields = {
	command: z
		.string()
		.optional()
		.meta({
			description:
				"What to run: a shell line, or with `shell: false` the path of a program. It ran well if it ends with exit code 0. Beware of a command that begins with `http` or `ftp`, even `httpd`: Chronos takes it for the address of a program, downloads that, and drops `fetch`, `uris`, `shell` and `arguments`. Servers up to 3.0.0 refuse a job without it.",
			default: defaultOf("command"),
			examples: ["python3 train.py --epochs 20 > train.log 2>&1"],
		}),
	shell: z
		.boolean()
		.optional()
		.meta({
			description:
				"Whether `/bin/sh -c` interprets the command, which pipes, redirections and variables need. With false the command is a program and `arguments` are its arguments.",
			default: defaultOf("shell"),
		}),
	arguments: z
		.array(z.string())
		.optional()
		.meta({
			description:
				"Words that are appended to the command, with single spaces between; a start by hand can replace them. With `shell: false` they reach the program twice, inside its path and as its arguments, so that it usually cannot be found: prefer one complete `command`. They become part of the task id: `;` vanishes, a `/` makes Mesos refuse the task, and a line break loses it.",
			default: defaultOf("arguments"),
			examples: [["--month", "2030-01"]],
		}),
	runAsUser: z
		.string()
		.optional()
		.meta({
			description:
				"The Unix user the command runs as. The default is set by the server, usually `root`, and is never the person who sends the job; shared sites expect your own user name here. An empty string sets no user at all.",
			default: defaultOf("runAsUser"),
			examples: ["alice"],
		}),
	executor: z
		.string()
		.optional()
		.meta({
			description:
				"The path of a custom Mesos executor that runs the job in place of the usual one; `shell` and `arguments` are then unused. Leave it out unless your site has told you about one.",
			default: defaultOf("executor"),
			examples: ["/opt/executors/batch"],
		}),
	executorFlags: z
		.string()
		.optional()
		.meta({
			description: "Flags for the custom executor, which gets the text `executorFlags|command` as its data.",
			default: defaultOf("executorFlags"),
			examples: ["--verbose"],
		}),
	taskInfoData: z
		.string()
		.optional()
		.meta({
			description: "What the custom executor gets as its data in place of `executorFlags|command`. Since 2.5.",
			default: defaultOf("taskInfoData"),
			examples: ["queue=long"],
		}),
};
