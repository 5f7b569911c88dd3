import type { Clock, ReadClient } from "@chronos-job/core";
import type { Settings } from "./state/settings.ts";

/** Everything the dashboard may touch. The program builds the real one; tests build their own. */
export interface DashboardOptions {
	/** The server, to ask only: whatever changes one goes through the program's own commands. Called again when somebody wants it tried anew; the listener hears what time the server has. */
	readonly connect: (onDate: (at: number) => void) => Promise<ReadClient>;
	/** What the program says by itself while the screen is not its own; the listener is the dashboard's. */
	readonly hear: (listener: (text: string) => void) => void;
	readonly clock: Clock;
	readonly terminal: Terminal;
	readonly signal: AbortSignal;
	readonly place: Place;
	readonly program: Program;
	readonly logs: Logs;
	readonly sweeps: () => Promise<ReadonlyMap<string, string>>;
	readonly files: SavedFiles;
	readonly settings: Settings;
}

/** How it ended, and what is to be done next. */
export type DashboardEnd =
	| { readonly kind: "quit" }
	| { readonly kind: "stopped"; readonly signal: NodeJS.Signals }
	/** Somebody chose another context. */
	| { readonly kind: "context"; readonly name: string };

export interface Terminal {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	/** Until disposed of, the signal does only this. */
	readonly listen: (signal: NodeJS.Signals, listener: () => void) => Disposable;
	/** Stops this process, as Ctrl-Z does; it goes on when the shell says so. */
	readonly suspend: () => void;
}

/** Where the jobs are, in words. */
export interface Place {
	readonly context: string;
	readonly server: string;
	readonly isReadOnly: boolean;
	readonly isDanger: boolean;
	/** All that can be chosen. */
	readonly contexts: readonly ContextChoice[];
	/** Whose jobs are ours. */
	readonly user: string;
	readonly zone: string | undefined;
}

export interface ContextChoice {
	readonly name: string;
	readonly server: string;
	/** Like `read-only` or `danger`. */
	readonly marks: readonly string[];
}

/** The program's commands, as somebody at a terminal has them. */
export interface Program {
	readonly verbs: readonly Verb[];
	/** Runs one to its end. Never rejects: what goes wrong is told as text. */
	run(words: readonly string[], conversation: Conversation): Promise<number>;
	/** What a person would type to do the same. */
	format(words: readonly string[]): string;
}

export interface Verb {
	readonly name: string;
	readonly about: string;
	/** Whether it takes names of jobs, which the command bar completes. */
	readonly takesJobs: boolean;
	/** Whether it may change something on a server. */
	readonly writes: boolean;
}

/** What a running command says and asks. */
export interface Conversation {
	readonly width: number;
	readonly signal: AbortSignal;
	readonly onText: (text: string, stream: "stdout" | "stderr") => void;
	/** A call to the server, without secrets, like `DELETE /v1/scheduler/job/a → 204`. */
	readonly onCall: (call: string) => void;
	/** A question with `[y/N]` or one for a word; undefined when the person turned away. */
	readonly ask: (question: string) => Promise<string | undefined>;
	/** Gives another program the terminal, for as long as it takes. */
	readonly lend: <Result>(use: () => Promise<Result>) => Promise<Result>;
}

/** Where what jobs have written is read. */
export interface Logs {
	/** Undefined where the server keeps none and no other place is known; rejects with a reason. */
	open(query: LogQuery, signal: AbortSignal): Promise<OpenedLog | undefined>;
}

export interface LogQuery {
	readonly job: string;
	readonly stream: "stdout" | "stderr";
	/** How many attempts before the latest one. */
	readonly back: number;
	/** How many lines before the end to begin with. */
	readonly tail: number;
}

export interface OpenedLog {
	/** Like `run 12, attempt 0 (ct:…)`. */
	readonly title: string;
	/** Goes on until the attempt has ended or the signal fires. */
	readonly body: AsyncIterable<Uint8Array>;
}

export interface SavedFiles {
	/** Writes a text to a file of the working folder that did not exist, and answers its path. */
	save(suggestedName: string, text: string): Promise<string>;
	/** Keeps what was chosen for the next time; failing to do so is nobody's problem. */
	remember(settings: Partial<Settings>): void;
}
