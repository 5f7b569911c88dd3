import { type Arg, type ArgTable, defaultOf } from "./args.ts";
import { type Command, placesOf } from "./define-command.ts";
import { globalArgs } from "./global-args.ts";

type Values = Readonly<Record<string, unknown>>;

/**
 * Reads a command line whose options are spelt out, without loading the option parser (which costs more than validating a file).
 * Anything else, and anything wrong, is left to yargs.
 */
export function plainArgs(command: Command, words: readonly string[]): Values | undefined {
	const split = splitWords(command.args, words);
	const places = split && plainPlaces(command, split.places);
	return places && { ...defaultsOf(command.args), ...places, ...split.options };
}

interface Split {
	readonly places: readonly string[];
	readonly options: Values;
}

function splitWords(table: ArgTable, words: readonly string[]): Split | undefined {
	const known = new Map<string, Arg>(Object.entries({ ...table, ...globalArgs }));
	const places: string[] = [];
	const options = new Map<string, unknown>();
	for (let index = 0; index < words.length; index += 1) {
		const word = words[index] ?? "";
		if (word === "-" || !word.startsWith("-")) {
			places.push(word);
			continue;
		}
		const option = plainOption(known, word, words[index + 1]);
		if (option === undefined || options.has(option.name)) return undefined;
		options.set(option.name, option.value);
		if (option.takesNext) index += 1;
	}
	return { places, options: Object.fromEntries(options) };
}

interface Option {
	readonly name: string;
	readonly value: unknown;
	readonly takesNext: boolean;
}

/** An option by its long name: `--strict`, `--count=3` or `--count 3`. */
function plainOption(known: ReadonlyMap<string, Arg>, word: string, next: string | undefined): Option | undefined {
	const [, kebab = "", given] = /^--([a-z][a-z-]*)(?:=([^-].*))?$/s.exec(word) ?? [];
	const name = kebab.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
	const arg = known.get(name);
	if (arg === undefined) return undefined;
	if (arg.kind === "flag") return given === undefined ? { name, value: true, takesNext: false } : undefined;
	const value = plainValue(arg, given ?? wordIn(next));
	return value === undefined ? undefined : { name, value, takesNext: given === undefined };
}

function wordIn(next: string | undefined): string | undefined {
	return next === "" || next?.startsWith("-") === true ? undefined : next;
}

function plainValue(arg: Arg, text: string | undefined): unknown {
	if (text === undefined) return undefined;
	if (arg.kind === "text") return text;
	if (arg.kind === "list") return [text];
	if (arg.kind === "choice") return arg.choices.includes(text) ? text : undefined;
	return arg.kind === "number" ? plainNumber(arg, text) : undefined;
}

function plainNumber({ min, max }: Extract<Arg, { kind: "number" }>, text: string): number | undefined {
	const value = Number(text);
	return /^\d{1,9}$/.test(text) && value >= min && value <= max ? value : undefined;
}

function plainPlaces(command: Command, words: readonly string[]): Values | undefined {
	const [place, ...more] = placesOf(command);
	if (more.length > 0) return undefined;
	if (place === undefined) return words.length === 0 ? {} : undefined;
	const name = place.replaceAll(/[<>[\].]/g, "");
	if (words.length === 0) return place.startsWith("<") ? undefined : {};
	if (place.includes("..")) return { [name]: words };
	return words.length === 1 && fits(command.args, name, words[0]) ? { [name]: words[0] } : undefined;
}

function defaultsOf(table: ArgTable): Values {
	return Object.fromEntries(Object.entries(table).map(([name, arg]) => [name, defaultOf(arg)]));
}

function fits(table: ArgTable, name: string, value: string | undefined): boolean {
	const arg = table[name];
	return arg?.kind !== "word" || arg.choices === undefined || arg.choices.includes(String(value));
}
