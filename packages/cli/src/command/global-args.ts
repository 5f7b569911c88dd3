import { choice, flag } from "./args.ts";

/** The options every command has. */
export const globalArgs = {
	output: choice("How to print the result", { alias: "o", choices: ["human", "json", "ndjson"], byDefault: "human" }),
	color: choice("When to use colours", { choices: ["auto", "always", "never"], byDefault: "auto" }),
	quiet: flag("Say nothing but the result, and what went wrong", "q"),
	noPager: flag("Print long results as they are, instead of page by page"),
	verbose: flag("Also print what helps to find a bug", "v"),
} as const;
