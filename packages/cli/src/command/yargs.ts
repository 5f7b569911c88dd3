import { ChronosError, closest } from "@chronos-job/core";
import createYargs, { type Argv, type Options } from "yargs";
import { commands } from "../commands/index.ts";
import { type Arg, type ArgTable, defaultOf, isPositional } from "./args.ts";
import { type Command, nameOf } from "./define-command.ts";
import { globalArgs } from "./global-args.ts";

/** Either the arguments, or the help that was asked for instead. */
export type Parsed =
	| { readonly values: Readonly<Record<string, unknown>>; readonly help?: undefined }
	| { readonly help: string };

/** Reads the words after a command's name. */
export async function parseWithYargs(command: Command, words: readonly string[], width = 80): Promise<Parsed> {
	let help = "";
	const unknown = words.filter((word) => /^--[a-z]/.test(word)).find((word) => !isKnownOption(command, word));
	if (unknown !== undefined)
		throw usageError(command, new Error(`Unknown argument: ${unknown.replace(/=.*/, "").slice(2)}`));
	const parser = describe(withoutExtras(createYargs([])).wrap(width), command);
	try {
		const found = await parser.parseAsync(
			[nameOf(command), ...words.map((word) => (word === "-" ? standardInput : word))],
			{},
			(_error: unknown, _args: unknown, output: string) => {
				help += output;
			},
		);
		if (found["help"] === true) return { help: `${help.trimEnd()}\n` };
		return { values: valuesOf(command.args, found) };
	} catch (error) {
		throw usageError(command, error);
	}
}

/** The help of the whole program, as `--help` prints it; kept as a generated file because loading yargs is slow. */
export async function renderHelp(all: readonly Command[]): Promise<string> {
	const parser = withoutExtras(createYargs([]))
		.usage(
			"chronos-job <command>\n\nBatch jobs from a JSON file, for people on Chronos\nand for those who have to leave it.",
		)
		.epilogue("`chronos-job <command> --help` tells more and shows examples.");
	for (const command of all) parser.command(command.name, command.about);
	parser.option("version", { alias: "V", type: "boolean", description: "Print the version" });
	parser.option("help", { alias: "h", type: "boolean", description: "Print this help" });
	return `${(await parser.getHelp()).trimEnd()}\n`;
}

/** What could come next on a half-typed command line. */
export async function complete(words: readonly string[]): Promise<readonly string[]> {
	const line = ["--get-yargs-completions", ...words];
	// `getCompletion` never answers for options of a command; parsing the line that the shell scripts send does.
	const parser = withoutExtras(createYargs(line));
	for (const load of Object.values(commands)) addCommand(parser, await load());
	let found = "";
	await parser.parseAsync(line, {}, (_error: unknown, _args: unknown, output: string) => {
		found += output;
	});
	return found.split("\n").filter((word) => word !== "");
}

function withoutExtras(parser: Argv): Argv {
	return parser
		.scriptName("chronos-job")
		.parserConfiguration({ "boolean-negation": false, "camel-case-expansion": true, "parse-positional-numbers": false })
		.locale("en")
		.wrap(80)
		.version(false)
		.exitProcess(false)
		.fail(false)
		.strict();
}

function describe(parser: Argv, command: Command): Argv {
	addCommand(parser, command);
	return parser.option("help", { alias: "h", type: "boolean", description: "Print this help" });
}

function addCommand(parser: Argv, command: Command): void {
	parser.command(command.name, command.about, (inner) => {
		for (const [name, arg] of Object.entries({ ...command.args, ...globalArgsFor(command) })) {
			if (isPositional(arg)) inner.positional(kebab(name), positionalOf(arg));
			else inner.option(kebab(name), optionOf(name, arg));
		}
		return inner.epilogue(
			["Examples:", ...command.examples.map(({ line, about }) => `  ${line}\n      ${about}`)].join("\n"),
		);
	});
}

function globalArgsFor(command: Command): ArgTable {
	const extra = Object.keys(command.formats ?? {});
	return { ...globalArgs, output: { ...globalArgs.output, choices: [...globalArgs.output.choices, ...extra] } };
}

function positionalOf(arg: Arg): {
	readonly describe: string;
	readonly type: "string";
	readonly choices?: readonly string[];
} {
	return { describe: arg.about, type: "string", ...(arg.kind === "word" && arg.choices && { choices: arg.choices }) };
}

function optionOf(name: string, arg: Arg): Options {
	const base = { description: arg.about, ...("alias" in arg && arg.alias !== undefined && { alias: arg.alias }) };
	switch (arg.kind) {
		case "flag":
			return { ...base, type: "boolean" };
		case "number":
			return {
				...base,
				type: "number",
				default: arg.byDefault,
				requiresArg: true,
				coerce: (value: unknown) => inLimits(name, arg, value),
			};
		case "choice":
			return { ...base, choices: arg.choices, default: arg.byDefault, requiresArg: true };
		case "text":
		case "files":
		case "word":
			return { ...base, type: "string", requiresArg: true };
	}
}

function inLimits(name: string, arg: Extract<Arg, { kind: "number" }>, value: unknown): number {
	if (typeof value === "number" && Number.isInteger(value) && value >= arg.min && value <= arg.max) return value;
	throw new Error(`--${kebab(name)} must be a whole number from ${arg.min} to ${arg.max}`);
}

function valuesOf(table: ArgTable, found: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
	const names = [...Object.keys(table), ...Object.keys(globalArgs)];
	const known = new Map<string, Arg>(Object.entries({ ...globalArgs, ...table }));
	return Object.fromEntries(names.map((name) => [name, settle(found[kebab(name)]) ?? defaultIn(known, name)]));
}

// yargs loses a lone dash among the positional arguments.
const standardInput = "\0standard input";

function settle(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(settle);
	return value === standardInput ? "-" : value;
}

function defaultIn(table: ReadonlyMap<string, Arg>, name: string): unknown {
	const arg = table.get(name);
	return arg && defaultOf(arg);
}

function kebab(name: string): string {
	return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

// yargs would rather complain about the file name that it took for the option's value.
function isKnownOption(command: Command, word: string): boolean {
	const name = word.slice(2).replace(/=.*/, "");
	return name === "help" || optionNames(command).includes(name);
}

function isPositionalOf(command: Command, name: string): boolean {
	const arg = new Map(Object.entries(command.args)).get(name);
	return arg !== undefined && isPositional(arg);
}

function optionNames(command: Command): readonly string[] {
	return Object.entries({ ...command.args, ...globalArgs }).flatMap(([name, arg]) =>
		isPositional(arg) ? [] : [kebab(name)],
	);
}

function usageError(command: Command, cause: unknown): ChronosError {
	const problem = cause instanceof Error ? cause.message : String(cause);
	const unknown = /^Unknown arguments?: ([\w-]+)/.exec(problem)?.[1];
	const message = sentenceOf(command, problem, unknown);
	const near = unknown === undefined ? undefined : closest(unknown, optionNames(command));
	const hint = near === undefined ? `Run \`chronos-job ${nameOf(command)} --help\`.` : `Did you mean \`--${near}\`?`;
	return new ChronosError("usage.invalid", message, { hint, cause });
}

function sentenceOf(command: Command, problem: string, unknown: string | undefined): string {
	if (unknown !== undefined) return `there is no option --${unknown}`;
	if (problem.startsWith("Not enough non-option arguments"))
		return `${nameOf(command)} needs ${command.name.split(" ").slice(1).join(" ")}`;
	const [, option = "", given = "", choices = ""] = /Argument: (\S+), Given: (.+), Choices: (.+)/.exec(problem) ?? [];
	if (option !== "")
		return `${isPositionalOf(command, option) ? option : `--${option}`} cannot be ${given}: there are ${choices.replaceAll('"', "")}`;
	const line = problem.replaceAll(/\s*\n\s*/g, "; ").replace(/\.$/, "");
	return line.charAt(0).toLowerCase() + line.slice(1);
}
