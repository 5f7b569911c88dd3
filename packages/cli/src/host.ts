import type { FileSystem } from "./files/file-system.ts";

export interface Screen {
	readonly width: number;
	readonly color: boolean;
	/** Whether long lines are broken at words: in terminals, never in files and pipes. */
	readonly wraps: boolean;
	/** Whether questions can be asked. */
	readonly interactive: boolean;
}

/** Everything the program may touch. `bin.ts` builds the real one; tests build their own. */
export interface Host {
	readonly stdout: { write(text: string): void };
	readonly stderr: { write(text: string): void };
	readonly readStdin: () => Promise<Buffer>;
	/** Asks for one line; only called when the screen is interactive. */
	readonly ask: (question: string) => Promise<string>;
	readonly files: FileSystem;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly cwd: string;
	readonly now: () => number;
	/** The zone in which people read times. */
	readonly zone: string | undefined;
	readonly signal: AbortSignal;
	/** Of the program. A part of the host because a module of its own would be one more file to load. */
	readonly version: string;
	readonly screen: Screen;
}
