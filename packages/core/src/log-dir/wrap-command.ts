import type { JobSpec } from "@chronos-job/schemas";
import { loggingScript } from "./logging-script.ts";

/** A command that also writes what it prints to files below a folder. */
export interface LoggedCommand {
	/** Without what writes the files. */
	readonly command: string;
	/** The folder: `JOB/RUN-ATTEMPT.log` and `.exit` are in it. */
	readonly dir: string;
}

/** A command that does the same, and keeps a log of it below a folder, if it can. */
export function wrapCommand(command: string, dir: string): string {
	const { command: plain } = unwrapCommand(command) ?? { command };
	// Last, because Chronos appends arguments (contract §5.9).
	return `exec /bin/sh -c '${loggingScript}' ${mark} ${quoted(dir)} ${quoted(plain)}`;
}

/** What was wrapped, by whatever version of the script; undefined for any other command. */
export function unwrapCommand(command: string): LoggedCommand | undefined {
	const [, dir, plain] = wrapped.exec(command) ?? [];
	return dir === undefined || plain === undefined ? undefined : { command: unquoted(plain), dir: unquoted(dir) };
}

/** A job as it was before its command was wrapped; the same when it was not. */
export function withoutLogDir<J extends { readonly command?: string | undefined }>(job: J): J {
	const logged = job.command === undefined ? undefined : unwrapCommand(job.command);
	return logged === undefined ? job : { ...job, command: logged.command };
}

/** Where the log of a job goes; undefined when it keeps none. */
export function logDirOf({ command }: { readonly command?: string | undefined }): string | undefined {
	return command === undefined ? undefined : unwrapCommand(command)?.dir;
}

/** Why the command of a job cannot be wrapped, as a clause; undefined when it can. */
export function explainUnwrappable({ name, command = "", shell, executor = "" }: JobSpec): string | undefined {
	if (executor !== "") return "it has an executor of its own";
	if (command === "") return "it has no command";
	if (shell === false) return "it has no shell";
	// A prefix test, so `httpd` counts as well (contract §5.9).
	if (/^(?:http|ftp)/.test(command)) return "its command is fetched from an address";
	return name === "." || name === ".." ? "no folder can have its name" : undefined;
}

const mark = "chronos-job-log-dir";
const text = String.raw`('[^']*(?:'\\''[^']*)*')`;
const wrapped = new RegExp(`^exec /bin/sh -c '[^']*' ${mark} ${text} ${text}$`);

function quoted(plain: string): string {
	return `'${plain.replaceAll("'", escapedQuote)}'`;
}

function unquoted(word: string): string {
	return word.slice(1, -1).replaceAll(escapedQuote, "'");
}

const escapedQuote = String.raw`'\''`;
