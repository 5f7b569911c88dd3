import { ChronosError, closest } from "@chronos-job/core";
import createYargs, { type Argv, type Options } from "yargs";
import { commands, groups } from "../commands/index.ts";
import { type Arg, type ArgTable, defaultOf, isPositional } from "./args.ts";
import { type Command, nameOf, placesOf } from "./define-command.ts";
import { globalArgs } from "./global-args.ts";

/** Either the arguments, or the help that was asked for instead. */
export type Parsed =
	| { readonly values: Readonly<Record<string, unknown>>; readonly help?: undefined }
	| { readonly help: string };

/** Reads the words after a command's name. */
export async function parseWithYargs(command: Command, words: readonly string[], width = 80): Promise<Parsed> {
	let help = "";
	const unknown = optionsAmong(words).find((word) => !isKnownOption(command, word));
	if (unknown !== undefined)
		throw usageError(command, new Error(`Unknown argument: ${unknown.replace(/=.*/, "").slice(2)}`));
	const [groupWords, lastWord] = splitName(command);
	const parser = describe(withoutExtras(createYargs([]), groupWords).wrap(width), command);
	try {
		const found = await parser.parseAsync(
			[lastWord, ...protectedWords(words)],
			{},
			(_error: unknown, _args: unknown, output: string) => {
				help += output;
			},
		);
		if (found["help"] === true) return { help: `${help.trimEnd()}\n` };
		return { values: valuesOf(command.args, found) };
	} catch (error) {
		throw usageError(command, withoutExtraWord(words, error));
	}
}

/** What stands behind a lone `--` is no option, whatever it looks like. */
function optionsAmong(words: readonly string[]): readonly string[] {
	const end = words.indexOf("--");
	return words.slice(0, end < 0 ? words.length : end).filter((word) => /^--[a-z]/.test(word));
}

/** yargs does not tell an unknown option from one word too many. */
function withoutExtraWord(words: readonly string[], error: unknown): unknown {
	const [, word = ""] = /^Unknown arguments?: (.+)$/.exec(error instanceof Error ? error.message : "") ?? [];
	const [extra = ""] = word.replaceAll(mark, "").split(", ");
	return words.includes(extra) ? new Error(`"${extra}" is one word too many`) : error;
}

/** The help of a group of two-word commands. */
export async function renderGroupHelp(group: string, all: readonly Command[]): Promise<string> {
	const parser = withoutExtras(createYargs([]))
		.usage(`chronos-job ${group} <command>\n\n${groups[group] ?? ""}`)
		.epilogue(`\`chronos-job ${group} <command> --help\` tells more and shows examples.`);
	for (const { name, about } of all.filter((command) => groupOf(command) === group)) parser.command(name, about);
	return helpOf(parser);
}

async function helpOf(parser: Argv): Promise<string> {
	parser.option("help", { alias: "h", type: "boolean", description: "Print this help" });
	return `${(await parser.getHelp()).trimEnd()}\n`;
}

/** What could come next on a half-typed command line. */
export async function complete(words: readonly string[]): Promise<readonly string[]> {
	const line = ["--get-yargs-completions", ...words];
	// `getCompletion` never answers for options of a command; parsing the line that the shell scripts send does.
	const parser = withoutExtras(createYargs(line));
	const all: readonly Command[] = await Promise.all(Object.values(commands).map((load) => load()));
	for (const command of all.filter((each) => groupOf(each) === undefined)) addCommand(parser, command);
	for (const [group, about] of Object.entries(groups)) {
		const members = all.filter((command) => groupOf(command) === group);
		parser.command(group, about, (inner) => members.reduce(addCommand, inner));
	}
	let found = "";
	await parser.parseAsync(line, {}, (_error: unknown, _args: unknown, output: string) => {
		found += output;
	});
	// yargs writes two dashes before every name of an option, also before one of a single letter.
	return found.split("\n").filter((word) => word !== "" && !/^--\w(?!\w|-)/.test(word));
}

function withoutExtras(parser: Argv, groupWords = ""): Argv {
	return parser
		.scriptName(`chronos-job${groupWords}`)
		.parserConfiguration({ "boolean-negation": false, "camel-case-expansion": true, "parse-positional-numbers": false })
		.locale("en")
		.wrap(80)
		.version(false)
		.exitProcess(false)
		.fail(false)
		.strict();
}

function describe(parser: Argv, command: Command): Argv {
	return addCommand(parser, command).option("help", { alias: "h", type: "boolean", description: "Print this help" });
}

function addCommand(parser: Argv, command: Command): Argv {
	const [, lastWord] = splitName(command);
	return parser.command([lastWord, ...placesOf(command)].join(" "), command.about, (inner) => {
		// What a command says of an option of all is what it means there.
		for (const [name, arg] of Object.entries({ ...command.args, ...globalArgsFor(command), ...command.args })) {
			if (isPositional(arg)) inner.positional(kebab(name), positionalOf(arg));
			else inner.option(kebab(name), optionOf(name, arg));
		}
		return inner.epilogue(
			["Examples:", ...command.examples.map(({ line, about }) => `  ${line}\n      ${about}`)].join("\n"),
		);
	});
}

/** `local start` is " local" and "start". */
function splitName(command: Command): readonly [groupWords: string, lastWord: string] {
	const name = nameOf(command);
	const group = groupOf(command);
	return group === undefined ? ["", name] : [` ${group}`, name.slice(group.length + 1)];
}

function groupOf(command: Command): string | undefined {
	const [first, second] = nameOf(command).split(" ");
	return second === undefined ? undefined : first;
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
	const base = { description: arg.about, ...aliasOf(arg) };
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
			if (arg.bare === undefined) return { ...base, type: "string", requiresArg: true };
			return { ...base, description: `${arg.about}; ${arg.bare} when no value is given`, type: "string" };
		case "list":
		case "files":
		case "word":
			return { ...base, type: "string", requiresArg: true };
	}
}

function aliasOf(arg: Arg): { readonly alias?: string } {
	return "alias" in arg && arg.alias !== undefined ? { alias: arg.alias } : {};
}

function inLimits(name: string, arg: Extract<Arg, { kind: "number" }>, value: unknown): number {
	if (typeof value === "number" && Number.isInteger(value) && value >= arg.min && value <= arg.max) return value;
	throw new Error(`--${kebab(name)} must be a whole number from ${arg.min} to ${arg.max}`);
}

function valuesOf(table: ArgTable, found: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
	const names = [...Object.keys(table), ...Object.keys(globalArgs)];
	const known = new Map<string, Arg>(Object.entries({ ...globalArgs, ...table }));
	refuseOwnWords(known, found);
	return Object.fromEntries(
		names.map((name) => [name, valueIn(known, name, settle(found[kebab(name)])) ?? defaultIn(known, name)]),
	);
}

/** Whoever forgets the `--` has probably meant something else, such as one more job. */
function refuseOwnWords(table: ReadonlyMap<string, Arg>, found: Readonly<Record<string, unknown>>): void {
	for (const [name, arg] of table) {
		if (arg.kind !== "files" || arg.isBehindDashes !== true) continue;
		const words: readonly unknown[] = [found[kebab(name)] ?? []].flat();
		const own = words.find((word) => typeof word === "string" && !word.startsWith(mark));
		if (typeof own === "string")
			throw new Error(`"${own}" is one word too many: words for the command stand behind --`);
	}
}

function valueIn(table: ReadonlyMap<string, Arg>, name: string, value: unknown): unknown {
	const arg = table.get(name);
	if (arg?.kind === "list") return typeof value === "string" ? [value] : value;
	return arg?.kind === "text" ? textIn(arg, name, value) : value;
}

/** yargs takes an option without its value for an empty one, and makes a list of one that is given twice. */
function textIn({ bare, repeats }: Extract<Arg, { kind: "text" }>, name: string, value: unknown): unknown {
	if (Array.isArray(value) && repeats !== true) throw new Error(`--${kebab(name)} is given more than once`);
	if (Array.isArray(value)) return value.join(",");
	return bare !== undefined && value === "" ? bare : value;
}

/** In front of words that yargs would lose, or take for options. */
const mark = "\0";

// yargs loses a lone dash among the positional arguments, and everything behind a double one.
function protectedWords(words: readonly string[]): readonly string[] {
	const end = words.indexOf("--");
	const before = (end < 0 ? words : words.slice(0, end)).map((word) => (word === "-" ? mark + word : word));
	return end < 0 ? before : [...before, ...words.slice(end + 1).map((word) => mark + word)];
}

function settle(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(settle);
	return typeof value === "string" && value.startsWith(mark) ? value.slice(mark.length) : value;
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
	const near = unknown === undefined ? undefined : nearestOption(unknown, optionNames(command));
	const hint = near === undefined ? `Run \`chronos-job ${nameOf(command)} --help\`.` : `Did you mean \`--${near}\`?`;
	return new ChronosError("usage.invalid", message, { hint, cause });
}

/** Half a name is as good a guess as one with a slip in it. */
function nearestOption(word: string, names: readonly string[]): string | undefined {
	return names.find((name) => name.startsWith(word)) ?? closest(word, names);
}

function sentenceOf(command: Command, problem: string, unknown: string | undefined): string {
	if (unknown !== undefined) return `there is no option --${unknown}`;
	if (problem.startsWith("Not enough non-option arguments"))
		return `${nameOf(command)} needs ${placesOf(command).join(" ")}`;
	if (problem.startsWith("Not enough arguments following")) return emptySentence(problem);
	const [, option = "", given = "", choices = ""] = /Argument: (\S+), Given: (.+), Choices: (.+)/.exec(problem) ?? [];
	if (option !== "")
		return `${isPositionalOf(command, option) ? option : `--${option}`} cannot be ${given}: there are ${choices.replaceAll('"', "")}`;
	const line = problem.replaceAll(/\s*\n\s*/g, "; ").replace(/\.$/, "");
	return line.charAt(0).toLowerCase() + line.slice(1);
}

function emptySentence(problem: string): string {
	const [name = ""] = /[\w-]+$/.exec(problem) ?? [];
	return `-${name.length > 1 ? "-" : ""}${name} needs a value`;
}
