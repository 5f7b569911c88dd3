import { type Job, parseTaskId } from "@chronos-job/schemas";

export type JobCommand =
	| { readonly kind: "command"; readonly argv: readonly string[] }
	| { readonly kind: "refused"; readonly reason: string };

export interface CommandOptions {
	readonly job: Job;
	/** Its arguments count, which may have been given by hand. */
	readonly taskId: string;
	/** Repeats the arguments of a job without a shell, as Chronos does. */
	readonly faithful: boolean;
}

/** What is started for a job on this machine (contract §5.9). */
export function commandOf(options: CommandOptions): JobCommand {
	const { job, taskId } = options;
	const args = parseTaskId(taskId)?.args ?? "";
	const line = args === "" ? job.command : `${job.command} ${args}`;
	const reason = refusalOf(job, line);
	if (reason !== undefined) return { kind: "refused", reason };
	return { kind: "command", argv: job.shell ? ["/bin/sh", "-c", line] : programOf({ ...options, line, args }) };
}

function refusalOf(job: Job, line: string): string | undefined {
	if (job.executor !== "") return `the custom executor "${job.executor}" needs Mesos`;
	if (job.container !== undefined) return `the image "${job.container.image}" needs a container executor`;
	// A prefix test, so `httpd` counts as an address too (contract §5.9).
	if (/^(?:http|ftp)/.test(line)) return `Chronos takes the command "${line}" for an address to download`;
	if (line === "") return "the job has no command";
	return line.includes("\0") ? "the command contains a NUL character" : undefined;
}

function programOf({
	job,
	faithful,
	line,
	args,
}: CommandOptions & { readonly line: string; readonly args: string }): readonly string[] {
	// Chronos names the whole line as the program, and gives the arguments once more (contract §5.9).
	if (faithful) return [line, ...job.arguments.slice(1)];
	const own = job.arguments.join(" ").replaceAll(";", "");
	// Arguments given by hand are one text, so that only spaces can part them.
	return [job.command, ...(args === own ? job.arguments : args.split(" ").filter((word) => word !== ""))];
}
