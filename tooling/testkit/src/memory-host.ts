import * as files from "node:fs";

/** Shaped like the program's `Host`; real files in a given folder, everything else in memory. */
export interface MemoryHost {
	readonly stdout: { write(text: string): void };
	readonly stderr: { write(text: string): void };
	readonly readStdin: () => Promise<Buffer>;
	readonly ask: (question: string) => Promise<string>;
	readonly files: typeof files;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly cwd: string;
	readonly now: () => number;
	readonly zone: string | undefined;
	readonly signal: AbortSignal;
	readonly version: string;
	readonly screen: {
		readonly width: number;
		readonly color: boolean;
		readonly wraps: boolean;
		readonly interactive: boolean;
	};
	/** What was written so far. */
	readonly written: { stdout: string; stderr: string };
	readonly questions: readonly string[];
}

export interface MemoryHostOptions {
	readonly cwd: string;
	readonly stdin?: string | Uint8Array;
	/** Answers in order; giving any makes the screen interactive. */
	readonly answers?: readonly string[];
	readonly now?: number;
	readonly color?: boolean;
	readonly width?: number;
	/** Whether the screen breaks long lines, as terminals do. */
	readonly wraps?: boolean;
}

export function memoryHost({
	cwd,
	stdin = "",
	answers,
	now = Date.UTC(2026, 10, 21, 12),
	color = false,
	width = 100,
	wraps = false,
}: MemoryHostOptions): MemoryHost {
	const written = { stdout: "", stderr: "" };
	const questions: string[] = [];
	return {
		stdout: {
			write(text) {
				written.stdout += text;
			},
		},
		stderr: {
			write(text) {
				written.stderr += text;
			},
		},
		readStdin: async () => Buffer.from(stdin),
		ask: async (question) => {
			questions.push(question);
			const answer = answers?.[questions.length - 1];
			if (answer === undefined) throw new Error(`nobody told what to answer to: ${question}`);
			return answer;
		},
		files,
		env: {},
		cwd,
		now: () => now,
		zone: "Europe/Rome",
		signal: new AbortController().signal,
		version: "1.2.3",
		screen: { width, color, wraps, interactive: answers !== undefined },
		written,
		questions,
	};
}
