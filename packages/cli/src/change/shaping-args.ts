import { list, text } from "../command/args.ts";

/** The options of commands that send the jobs of files. */
export const shapingArgs = {
	set: list("Another value of a field, like retries=0 or container.image=node:24; may be given more than once"),
	param: list("What to write for a placeholder, like seed=7 for {{seed}}; may be given more than once"),
	name: text("Another name for the only job of the files"),
} as const;
