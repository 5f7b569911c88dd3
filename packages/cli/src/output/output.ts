import type { Command } from "../command/define-command.ts";
import type { Host, Screen } from "../host.ts";
import type { Progress } from "../terminal/progress.ts";

/** Turns what a command says into bytes. One writer per value of `--output`. */
export interface Writer {
	readonly event: (event: unknown) => void;
	readonly result: (result: unknown) => void;
	readonly problem: (error: unknown) => void;
	readonly note: (text: string) => void;
	readonly progress: Progress;
}

export interface WriterOptions {
	readonly host: Pick<Host, "stdout" | "stderr" | "version">;
	readonly screen: Screen;
	readonly verbose: boolean;
	/** Whether people want to hear of nothing but results and problems. */
	readonly quiet: boolean;
	/** The server that `--context` names, which the commands in hints are to ask as well. */
	readonly context?: string | undefined;
	/** Absent while the command line itself is the problem. */
	readonly command: Command | undefined;
}
