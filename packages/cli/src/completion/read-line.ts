import { type Arg, type ArgTable, isPositional } from "../command/args.ts";

/** A half-typed line behind the name of its command. */
export interface TypedLine {
	/** How many positional arguments stand before the last word. */
	readonly count: number;
	/** The option whose value the last word is. */
	readonly option: string | undefined;
	/** What was typed of the last word, or of the value in it. */
	readonly typed: string;
	/** What stands before it in the same word. */
	readonly prefix: string;
	/** The values of options, by their names. */
	readonly values: ReadonlyMap<string, string>;
	/** Whether all that follows belongs to somebody else. */
	readonly isOver: boolean;
}

/** Reads the words before the cursor; the last of them is half-typed or empty. */
export function readLine(words: readonly string[], args: ArgTable): TypedLine {
	const { whole, isSplit } = joinedWords(words);
	const typed = whole.at(-1) ?? "";
	const { count, pending, values, isOver } = readWords(whole.slice(0, -1), args);
	if (pending !== undefined) return { count, option: pending, typed, prefix: "", values, isOver };
	const [prefix = "", word = ""] = /^(--[\w-]+=)/.exec(typed) ?? [];
	const option = optionOf(word.slice(0, -1), args);
	if (prefix === "" || option === undefined) return { count, option: undefined, typed, prefix: "", values, isOver };
	return { count, option, typed: typed.slice(prefix.length), prefix: isSplit ? "" : prefix, values, isOver };
}

/** Bash takes `--context=local` for three words. */
function joinedWords(words: readonly string[]): { readonly whole: readonly string[]; readonly isSplit: boolean } {
	const whole: string[] = [];
	for (const [index, word] of words.entries()) {
		const last = whole.at(-1);
		const isPart = word === "=" || words[index - 1] === "=";
		if (isPart && last?.startsWith("--") === true) whole[whole.length - 1] = last + word;
		else whole.push(word);
	}
	return { whole, isSplit: words.at(-1) === "=" || words.at(-2) === "=" };
}

interface Before extends Pick<TypedLine, "count" | "values" | "isOver"> {
	readonly pending: string | undefined;
}

function readWords(words: readonly string[], args: ArgTable): Before {
	const values = new Map<string, string>();
	let count = 0;
	let pending: string | undefined;
	for (const word of words) {
		if (pending !== undefined) {
			values.set(pending, word);
			pending = undefined;
			continue;
		}
		if (word === "--") return { count, values, isOver: true, pending: undefined };
		if (!/^-./.test(word)) {
			count += 1;
			continue;
		}
		const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
		const option = optionOf(name, args);
		if (option === undefined) continue;
		if (value === undefined) pending = option;
		else values.set(option, value);
	}
	return { count, values, isOver: false, pending };
}

/** The name of an option that takes a value. */
function optionOf(word: string, args: ArgTable): string | undefined {
	const isNamed = word.startsWith("--");
	const name = word.replace(/^--?/, "").replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
	const found = Object.entries(args).find(([key, arg]) => (isNamed ? key === name : aliasOf(arg) === name));
	return found !== undefined && takesValue(found[1]) ? found[0] : undefined;
}

function aliasOf(arg: Arg): string | undefined {
	return "alias" in arg ? arg.alias : undefined;
}

function takesValue(arg: Arg): boolean {
	if (isPositional(arg) || arg.kind === "flag") return false;
	return arg.kind !== "text" || arg.bare === undefined;
}
