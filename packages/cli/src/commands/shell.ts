import { word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { openShell } from "../local/open-shell.ts";
import { oneJobArgs, readOneJob } from "../local/read-one-job.ts";
import { serverArgs } from "../local/server-options.ts";

export interface ShellResult {
	readonly job: string;
	/** Of the shell. */
	readonly status: number;
}

export const shell = defineCommand({
	name: "shell <file>",
	theme: "run",
	about: "Open a shell where a job of a file would run: in its image, with its volumes, variables and files",
	examples: [
		{ line: "chronos-job shell hello.json", about: "Look around, and try the command" },
		{ line: "chronos-job shell hello.json --set mem=512", about: "With more memory" },
	],
	args: { file: word("A job file"), ...oneJobArgs, limits: serverArgs.limits, containers: serverArgs.containers },

	async run(args, session): Promise<ShellResult> {
		const job = await readOneJob(session, args);
		const { limits, containers } = args;
		return { job: job.name, status: await openShell(session, { job, limits, containers }) };
	},

	exit: ({ status }) => ({ status }),

	views: { result: () => "" },
});
