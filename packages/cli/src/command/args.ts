/** The kinds of arguments a command can have. Tables of them give `run` its types and yargs its options. */
export type Arg =
	| {
			readonly kind: "files";
			readonly about: string;
			/** Whether they stand behind `--` only, because they are meant for another program. */
			readonly isBehindDashes?: true;
	  }
	| { readonly kind: "word"; readonly about: string; readonly choices?: readonly string[] }
	| { readonly kind: "flag"; readonly about: string; readonly alias?: string }
	| {
			readonly kind: "text";
			readonly about: string;
			readonly alias?: string;
			/** What the option means without a value; one has to be given when this is absent. */
			readonly bare?: string;
			/** Whether it may be given more than once; its values are joined by commas. */
			readonly repeats?: true;
	  }
	| { readonly kind: "list"; readonly about: string }
	| {
			readonly kind: "number";
			readonly about: string;
			readonly alias?: string;
			readonly byDefault: number;
			readonly min: number;
			readonly max: number;
	  }
	| {
			readonly kind: "choice";
			readonly about: string;
			readonly alias?: string;
			readonly choices: readonly string[];
			readonly byDefault: string;
	  };

export type ArgTable = Readonly<Record<string, Arg>>;

type ValueOf<A extends Arg> = A["kind"] extends "files" | "list"
	? readonly string[]
	: A["kind"] extends "flag"
		? boolean
		: A["kind"] extends "number"
			? number
			: A extends { readonly kind: "choice"; readonly choices: readonly (infer Choice)[] }
				? Choice
				: string | undefined;

/** Of a command whose table is not known, the arguments are not known either. */
export type ArgsOf<Table extends ArgTable> = ArgTable extends Table
	? Readonly<Record<string, unknown>>
	: { readonly [Name in keyof Table]: ValueOf<Table[Name]> };

/** Positional: one or more job files, folders or `-`. */
export const files = (about: string) => ({ kind: "files", about }) as const;

/** Positional: words for another program, behind `--`. */
export const foreignWords = (about: string) => ({ kind: "files", about, isBehindDashes: true }) as const;

/** Positional: one optional word. */
export const word = <const Choices extends readonly string[]>(about: string, choices?: Choices) =>
	({ kind: "word", about, ...(choices && { choices }) }) as const;

export const flag = (about: string, alias?: string) => ({ kind: "flag", about, ...(alias && { alias }) }) as const;

export const text = (about: string, alias?: string) => ({ kind: "text", about, ...(alias && { alias }) }) as const;

/** An option whose value may be left out. */
export const optionalText = (about: string, bare: string) => ({ kind: "text", about, bare }) as const;

/** An option that may be given more than once, or with a list. */
export const textList = (about: string) => ({ kind: "text", about, repeats: true }) as const;

/** An option that may be given more than once, whose values may hold commas. */
export const list = (about: string) => ({ kind: "list", about }) as const;

export const number = (
	about: string,
	limits: { readonly alias?: string; readonly byDefault: number; readonly min: number; readonly max: number },
) => ({ kind: "number", about, ...limits }) as const;

export const choice = <const Choices extends readonly string[]>(
	about: string,
	options: { readonly alias?: string; readonly choices: Choices; readonly byDefault: Choices[number] },
) => ({ kind: "choice", about, ...options }) as const;

/** What an argument is when the command line does not mention it. */
export function defaultOf(arg: Arg): unknown {
	switch (arg.kind) {
		case "files":
		case "list":
			return [];
		case "flag":
			return false;
		case "number":
		case "choice":
			return arg.byDefault;
		case "word":
		case "text":
			return undefined;
	}
}

export function isPositional(arg: Arg): boolean {
	return arg.kind === "files" || arg.kind === "word";
}
