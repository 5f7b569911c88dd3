import { formatArguments } from "../change/manual-arguments.ts";
import { flag, foreignWords, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { openOutput, type OutputEvent, outputOnWire } from "../local/open-output.ts";
import { oneJobArgs, readOneJob } from "../local/read-one-job.ts";
import { type OnceResult, runOnce } from "../local/run-once.ts";
import { serverArgs } from "../local/server-options.ts";

export interface RunLocalResult extends OnceResult {
	/** What was written, or the end of it. */
	readonly text: Readonly<Record<OutputEvent["stream"], string>>;
}

export const runLocal = defineCommand({
	name: "run-local <file> [words..]",
	theme: "run",
	about: "Run a job of a file once on this machine, without any server, and end as it ends",
	examples: [
		{ line: "chronos-job run-local hello.json", about: "What it prints is printed, its exit code handed on" },
		{ line: "chronos-job run-local hello.json --keep", about: "Keep the files it has made, and say where" },
	],
	args: {
		file: word("A job file, or - for standard input"),
		words: foreignWords("What to add to its command, behind --"),
		...oneJobArgs,
		keep: flag("Keep what the job has written into its folder"),
		limits: serverArgs.limits,
		containers: serverArgs.containers,
	},

	async run(args, session: Session<OutputEvent>): Promise<RunLocalResult> {
		const job = await readOneJob(session, args);
		const added = formatArguments({ words: args.words, isShell: job.shell, isOurs: true });
		const output = openOutput(session);
		const { limits, containers, keep: keeps } = args;
		const result = await runOnce(session, { job, args: added, limits, containers, keeps, output });
		tellEnd(session, result);
		return { ...result, text: output.text() };
	},

	exit: ({ status }) => ({ status }),

	views: {
		event: ({ stream, bytes }) => (stream === "stdout" ? bytes : ""),
		eventAside: ({ stream, bytes }) => (stream === "stderr" ? bytes : ""),
		eventJson: outputOnWire,
		result: () => "",
		summary: ({ job, status, exitCode, signal, reason, folder }) => ({
			job,
			status,
			exitCode,
			signal,
			reason,
			folder,
		}),
	},
});

/** What an exit code alone does not tell. */
function tellEnd({ note }: Pick<Session, "note">, { job, signal, reason, folder }: OnceResult): void {
	const because = reason === undefined ? "" : `: ${reason.replaceAll("-", " ")}`;
	if (signal !== undefined) note(`${job} was ended by ${signal}${because}`);
	else if (reason !== undefined) note(`${job} ended badly${because}`);
	if (folder !== undefined) note(`the files of ${job} are in ${folder}`);
}
