import { text } from "./args.ts";

/** What every command has that talks to a server. */
export const targetArgs = {
	context: text("The server to talk to, by the name of its context; `local` is the Chronos of this machine", "c"),
} as const;

export interface TargetArgs {
	readonly context: string | undefined;
}
