import { ChronosError } from "@chronos-job/core";
import { foreignWords, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { openOutput, type OutputEvent, outputOnWire } from "../local/open-output.ts";
import { findJob } from "../selection/find-job.ts";

export interface ExecResult {
	readonly job: string;
	/** As a shell would tell it; absent when somebody stopped waiting. */
	readonly status?: number;
	/** What was written, or the end of it. */
	readonly text: Readonly<Record<OutputEvent["stream"], string>>;
}

export const exec = defineCommand({
	name: "exec <job> [words..]",
	theme: "follow",
	about: "Run a program beside a job that runs on this machine: in its container, or in its folder with its variables",
	examples: [
		{ line: "chronos-job exec hello -- ls -l", about: "What is in its folder" },
		{ line: "chronos-job exec hello -- env", about: "Its variables" },
	],
	args: { job: word("The job"), words: foreignWords("The program and its arguments, behind --"), ...targetArgs },

	async run({ job: name = "", words, ...args }, session: Session<OutputEvent>): Promise<ExecResult> {
		if (words.length === 0) {
			throw new ChronosError("usage.invalid", "nothing says what to run", {
				hint: `Write it behind --, like \`chronos-job exec ${name} -- ls\`.`,
			});
		}
		const { host } = session;
		const { catchStops, findTerminal } = await import("../local/exec-terminal.ts");
		const terminal = findTerminal(session);
		using interrupts = terminal === undefined ? host.catchInterrupts() : catchStops(terminal);
		await using client = await session.connectToRead(args);
		const { job } = await findJob(client, name, { signal: host.signal });
		const { execBeside } = await import("../local/exec-beside.ts");
		const output = openOutput(session);
		const onCut = (): void => session.note(cutText);
		const execution = { words, tell: output.tell, signal: interrupts.signal, terminal, onCut };
		const status = await execBeside(host, { client, job }, execution);
		if (status === undefined) session.note(`what was begun beside ${name} may go on`);
		return { job: name, ...(status !== undefined && { status }), text: output.text() };
	},

	exit: ({ status }) => (status === undefined ? 130 : { status }),

	views: {
		event: ({ stream, bytes }) => (stream === "stdout" ? bytes : ""),
		eventAside: ({ stream, bytes }) => (stream === "stderr" ? bytes : ""),
		eventJson: outputOnWire,
		result: () => "",
		summary: ({ job, status }) => ({ job, status }),
	},
});

const cutText =
	"the program ended before it had read its input, and the end of what it wrote may be missing: Podman breaks off then";
