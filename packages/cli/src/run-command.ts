import { ChronosError, closest, errorCodes, type ExitCode } from "@chronos-job/core";
import type { Command } from "./command/define-command.ts";
import { plainArgs } from "./command/plain-args.ts";
import { createSession } from "./command/session.ts";
import type { Parsed } from "./command/yargs.ts";
import { commands, findCommand, groups, isGroup } from "./commands/index.ts";
import { systemCodeOf } from "./files/file-system.ts";
import type { Host, Screen } from "./host.ts";
import { findWriter, writers } from "./output/index.ts";
import { factsOf } from "./output/error-facts.ts";
import type { Writer } from "./output/output.ts";
import { noProgress } from "./terminal/progress.ts";

type Values = Readonly<Record<string, unknown>>;

/** Runs the command that a command line names and answers the exit code. Never throws, never exits. */
export async function runCommand(words: readonly string[], host: Host): Promise<number> {
	const [first = "", second = "--help"] = words;
	if (isGroup(first) && ["--help", "-h"].includes(second)) return tellGroupHelp(first, host);
	const rest = words.slice(isGroup(first) ? 2 : 1);
	let command: Command | undefined;
	let values: Values = valuesBeforeParsing(rest);
	try {
		command = await loadCommand(isGroup(first) ? [first, second] : [first]);
		const parsed = await parse(command, rest, host.screen);
		if (parsed.help !== undefined) {
			host.stdout.write(parsed.help);
			return 0;
		}
		values = parsed.values;
		return await run(command, values, host);
	} catch (error) {
		return tellProblem(error, values, { host, command });
	}
}

function tellProblem(
	error: unknown,
	values: Values,
	{ host, command }: { readonly host: Host; readonly command: Command | undefined },
): ExitCode {
	// Whoever has interrupted the program knows what happened.
	if (host.signal.aborted) return 130;
	const problem = explainPrinting(error);
	writerFor(values, { host, command }).problem(problem);
	return problem instanceof ChronosError ? errorCodes[problem.code].exit : 70;
}

/** All other files are written by those who say themselves what is wrong. */
function explainPrinting(error: unknown): unknown {
	if (systemCodeOf(error) !== "ENOSPC") return error;
	return new ChronosError("document.unwritable", "what is printed cannot be written: no room is left on the disk", {
		cause: error,
	});
}

async function run(command: Command, values: Values, host: Host): Promise<number> {
	if (!isPaged(command, values, host)) return printAll(command, values, { host, stdout: host.stdout });
	const { openPages } = await import("./terminal/pages.ts");
	const { stdout, finish } = openPages(host);
	try {
		return await printAll(command, values, { host, stdout });
	} finally {
		await finish();
	}
}

function isPaged(command: Command, values: Values, { screen }: Host): boolean {
	if (screen.height === undefined || values["noPager"] === true) return false;
	return (values["output"] ?? "human") === "human" && command.isPaged?.(values) === true;
}

async function printAll(
	command: Command,
	values: Values,
	{ host, stdout }: { readonly host: Host; readonly stdout: Host["stdout"] },
): Promise<number> {
	const { stderr, version, screen } = host;
	const writer = writerFor(values, { host: { stdout, stderr, version, screen }, command });
	try {
		const result = await command.run(values, createSession(host, writer, values["verbose"] === true));
		writer.result(result);
		const exit = command.exit?.(result) ?? 0;
		return typeof exit === "number" ? exit : exit.status;
	} finally {
		writer.progress.hide();
	}
}

async function tellGroupHelp(group: string, host: Host): Promise<number> {
	const { groupHelpTexts } = await import("./help.gen.ts");
	host.stdout.write(groupHelpTexts[group] ?? "");
	return 0;
}

async function loadCommand(words: readonly string[]): Promise<Command> {
	const name = words.join(" ");
	const found = findCommand(name);
	if (found !== undefined) return found();
	const [group = "", last = group] = words;
	throw new ChronosError(
		"usage.invalid",
		last.startsWith("-") ? `${last} must come after a command` : `there is no command "${name}"`,
		{ hint: commandHint(name, isGroup(group) ? ` ${group}` : "") },
	);
}

function commandHint(name: string, groupWords: string): string {
	const names = [...Object.keys(commands), ...Object.keys(groups)];
	// Whoever leaves out the first word of a two-word command means it all the same.
	const near = names.find((each) => each.endsWith(` ${name}`)) ?? closest(name, names);
	if (near !== undefined) return `Did you mean \`chronos-job ${near}\`?`;
	return `Run \`chronos-job${groupWords} --help\` to see the commands.`;
}

async function parse(command: Command, words: readonly string[], { wraps, width }: Screen): Promise<Parsed> {
	const values = plainArgs(command, words);
	if (values !== undefined) return { values };
	const { parseWithYargs } = await import("./command/yargs.ts");
	return parseWithYargs(command, words, wraps ? Math.min(width, 100) : 80);
}

type Outputs = Pick<Host, "stdout" | "stderr" | "version" | "screen">;

function writerFor(
	values: Values,
	{ host, command }: { readonly host: Outputs; readonly command: Command | undefined },
): Writer {
	const options = {
		host,
		screen: screenFor(values, host),
		verbose: values["verbose"] === true,
		quiet: values["quiet"] === true,
		context: typeof values["context"] === "string" ? values["context"] : undefined,
		command,
	};
	const output = typeof values["output"] === "string" ? values["output"] : "human";
	const extra = command?.formats?.[output];
	if (extra === undefined) return (findWriter(output) ?? writers.human)(options);
	const human = writers.human(options);
	const isForMachines = extra.problem !== undefined;
	return {
		event: () => undefined,
		note: isForMachines ? () => undefined : human.note,
		result: (result) => host.stdout.write(extra.view(result, host.version)),
		problem: isForMachines
			? (error) => host.stdout.write(extra.problem?.(factsOf(error, host.version), host.version) ?? "")
			: human.problem,
		progress: noProgress,
	};
}

function screenFor(values: Values, { screen }: Pick<Host, "screen">): Screen {
	if (values["color"] === "always") return { ...screen, color: true };
	if (values["color"] === "never") return { ...screen, color: false };
	return screen;
}

// A wrong command line still has to be reported in the output that was asked for.
function valuesBeforeParsing(argv: readonly string[]): Values {
	const line = ` ${argv.join(" ")} `;
	const output = / (?:--output[= ]|-o[= ]?)(json|ndjson|sarif|github) /.exec(line)?.[1];
	return output === undefined ? {} : { output };
}
