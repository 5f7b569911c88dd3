import type { Readable } from "node:stream";
import type { Target, Transport } from "@chronos-job/core";
import type { FileSystem } from "./files/file-system.ts";
import type { createTransport } from "./context/create-transport.ts";
import type { Probed, ProbedPlace } from "./context/probe-host.ts";
import type { HttpReply, HttpRequest } from "./local/http-request.ts";

export interface Screen {
	readonly width: number;
	readonly color: boolean;
	/** Whether long lines are broken at words: in terminals, never in files and pipes. */
	readonly wraps: boolean;
	/** Whether questions can be asked. */
	readonly interactive: boolean;
	/** Whether a line on standard error can be written over: in terminals that people look at. */
	readonly overwrites?: boolean;
	/** Whether texts can be clicked. */
	readonly links?: boolean;
	/** How many lines there is room for; absent where nobody has to scroll. */
	readonly height?: number;
}

/** Everything the program may touch. `rim/` makes the real one; tests make their own. */
export interface Host {
	/** Bytes are written as they are. */
	readonly stdout: { write(text: string | Uint8Array): void };
	readonly stderr: { write(text: string | Uint8Array): void };
	readonly readStdin: () => Promise<Buffer>;
	/** The same as it comes, where there is any; whoever wants no more of it destroys it. */
	readonly openStdin: () => Readable | undefined;
	/** Asks for one line; only called when the screen is interactive. */
	readonly ask: (question: string) => Promise<string>;
	/** The same for a secret, which is not shown while it is typed. */
	readonly askSecretly: (question: string) => Promise<string>;
	readonly files: FileSystem;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Empty when the folder was removed. */
	readonly cwd: string;
	readonly now: () => number;
	/** The zone in which people read times. */
	readonly zone: string | undefined;
	readonly signal: AbortSignal;
	/** Of the program. A part of the host because a module of its own would be one more file to load. */
	readonly version: string;
	readonly screen: Screen;
	/** Both ends of the terminal, for what draws on all of it; absent where one of them is none. */
	readonly terminal?: Terminal | undefined;
	/** Who runs the program; the id where the system has such numbers, the home as the account has it, empty without one. */
	readonly user: { readonly id: number | undefined; readonly home: string };
	readonly temporaryFolder: string;
	/** Of this program's process. */
	readonly pid: number;
	/** Ends early, without an error, when the signal fires. */
	readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
	/** Sends one request to a server on this machine; rejects when nobody answers. */
	readonly request: (request: HttpRequest) => Promise<HttpReply>;
	/** What carries requests to a server, wherever it is; whoever has its maker at hand saves the time of finding it. */
	readonly openTransport: (target: Target, create?: typeof createTransport) => Promise<Transport>;
	/** Finds out whether a port of a host takes connections, and sends nothing. */
	readonly probe: (place: ProbedPlace) => Promise<Probed>;
	/** Runs another program to its end; it may ask questions in the terminal. */
	readonly runProgram: (words: readonly string[]) => Promise<ProgramEnd>;
	/** Runs an editor, which has the terminal to itself; its exit code, undefined when a signal ended it. */
	readonly runEditor: (words: readonly string[]) => Promise<number | undefined>;
	/** Shows a text in the program that a line of the shell names, until somebody has read enough; answers how that ended. */
	readonly showIn: (program: string, text: string) => Promise<number | undefined>;
	/** Starts this program again with other words; it goes on when this one ends. */
	readonly spawnDetached: (words: readonly string[], options: SpawnOptions) => DetachedProgram;
	readonly isRunning: (pid: number) => boolean;
	/** Resolves with the signal by which the program is asked to end; a second one ends it at once. */
	readonly untilStopped: () => Promise<string>;
	/** From now until it is disposed of, the wish to end the program fires the signal; a second one ends it at once. */
	readonly catchInterrupts: () => Interrupts;
	/** Before much is loaded: rather small than fast. */
	readonly preferSmallMemory?: () => void;
	/** Keeps what was compiled now, for programs that may never come to their end. */
	readonly keepCompiledCode: () => void;
}

export interface Terminal {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	/** Calls the listener at each such signal, which then does nothing else, until it is disposed of. */
	readonly listen: (signal: NodeJS.Signals, listener: () => void) => Disposable;
	/** Does what Ctrl-Z does; returns when the shell lets the program go on. */
	readonly suspend: () => void;
}

export interface Interrupts extends Disposable {
	readonly signal: AbortSignal;
}

export interface ProgramEnd {
	/** Undefined when a signal ended it. */
	readonly exitCode: number | undefined;
	readonly stdout: string;
	readonly stderr: string;
}

export interface SpawnOptions {
	/** What the program prints is appended here. */
	readonly logFile: string;
	readonly env: Readonly<Record<string, string | undefined>>;
}

export interface DetachedProgram {
	readonly pid: number | undefined;
	/** Its exit code; undefined when a signal ended it or it could not be started. */
	readonly ended: Promise<number | undefined>;
}
