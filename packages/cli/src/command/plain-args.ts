import { type ArgTable, defaultOf } from "./args.ts";
import type { Command } from "./define-command.ts";

/**
 * Reads a command line that has no options, without loading the option parser (which costs more than validating a file).
 * Anything else, and anything wrong, is left to yargs.
 */
export function plainArgs(command: Command, words: readonly string[]): Readonly<Record<string, unknown>> | undefined {
	if (words.some((word) => word.startsWith("-") && word !== "-")) return undefined;
	const values = defaultsOf(command.args);
	const [, ...places] = command.name.split(" ");
	const place = places[0];
	if (places.length > 1) return undefined;
	if (place === undefined) return words.length === 0 ? values : undefined;
	const isRequired = place.startsWith("<");
	const name = place.replaceAll(/[<>[\].]/g, "");
	if (words.length === 0) return isRequired ? undefined : values;
	if (place.includes("..")) return { ...values, [name]: words };
	return words.length === 1 && fits(command.args, name, words[0]) ? { ...values, [name]: words[0] } : undefined;
}

function defaultsOf(table: ArgTable): Readonly<Record<string, unknown>> {
	return Object.fromEntries(Object.entries(table).map(([name, arg]) => [name, defaultOf(arg)]));
}

function fits(table: ArgTable, name: string, value: string | undefined): boolean {
	const arg = table[name];
	return arg?.kind !== "word" || arg.choices === undefined || arg.choices.includes(String(value));
}
