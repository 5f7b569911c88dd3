import { type Job, parseTaskId } from "@chronos-job/schemas";
import { type CommandAddress, findAddress } from "./command-address.ts";

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
	const { job, taskId, faithful } = options;
	const args = parseTaskId(taskId)?.args ?? "";
	const line = args === "" ? job.command : `${job.command} ${args}`;
	const address = findAddress(job.command);
	const reason = refusalOf(job, line) ?? addressRefusalOf(address, { line, faithful });
	if (reason !== undefined) return { kind: "refused", reason };
	if (address !== undefined) return { kind: "command", argv: fetchedProgramOf(address) };
	return { kind: "command", argv: job.shell ? ["/bin/sh", "-c", line] : programOf({ ...options, line, args }) };
}

function refusalOf(job: Job, line: string): string | undefined {
	if (job.executor !== "") return `the custom executor "${job.executor}" needs Mesos`;
	if (job.container !== undefined) return `the image "${job.container.image}" needs a container executor`;
	if (line === "") return "the job has no command";
	return line.includes("\0") ? "the command contains a NUL character" : undefined;
}

function addressRefusalOf(
	address: CommandAddress | undefined,
	{ line, faithful }: { readonly line: string; readonly faithful: boolean },
): string | undefined {
	// A prefix test, so `httpd` counts as an address too, and arguments belong to it (contract §5.9).
	if (faithful && /^(?:http|ftp)/.test(line) && line !== address?.uri) {
		return `Chronos takes the command "${line}" for an address to download`;
	}
	if (address === undefined) return undefined;
	const { uri, name } = address;
	if (uri.startsWith("ftp:")) return `only http and https addresses can be fetched, and the command is ${uri}`;
	return URL.canParse(uri) && name !== "" ? undefined : `the command ${uri} is the address of no file`;
}

/** Arguments are dropped, and there is a shell whatever the job says (contract §5.9). */
function fetchedProgramOf({ name, rest }: CommandAddress): readonly string[] {
	const program = `./${name}`;
	return rest === "" ? [program] : ["/bin/sh", "-c", `"$0" ${rest}`, program];
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
