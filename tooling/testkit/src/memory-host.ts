import * as files from "node:fs";
import { Readable } from "node:stream";

/** Shaped like the program's `Host`; real files in a given folder, everything else in memory. */
export interface MemoryHost {
	readonly stdout: { write(text: string | Uint8Array): void };
	readonly stderr: { write(text: string | Uint8Array): void };
	readonly readStdin: () => Promise<Buffer>;
	readonly openStdin: () => Readable;
	readonly ask: (question: string) => Promise<string>;
	readonly askSecretly: (question: string) => Promise<string>;
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
		readonly overwrites?: boolean;
		readonly height?: number;
	};
	readonly user: { readonly id: number | undefined; readonly home: string };
	readonly temporaryFolder: string;
	readonly pid: number;
	readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
	readonly request: (request: MemoryRequest) => Promise<MemoryReply>;
	readonly openTransport: (target: object) => Promise<MemoryTransport>;
	readonly probe: MemoryHostOptions["probe"] & {};
	readonly runProgram: MemoryHostOptions["runProgram"] & {};
	readonly runEditor: MemoryHostOptions["runEditor"] & {};
	readonly showIn: MemoryHostOptions["showIn"] & {};
	readonly spawnDetached: MemoryHostOptions["spawnDetached"] & {};
	readonly isRunning: (pid: number) => boolean;
	readonly untilStopped: () => Promise<string>;
	readonly catchInterrupts: () => Disposable & { readonly signal: AbortSignal };
	readonly keepCompiledCode: () => void;
	/** What was written so far. */
	readonly written: { stdout: string; stderr: string };
	readonly questions: readonly string[];
}

export interface MemoryRequest {
	readonly socketPath: string;
	readonly method: string;
	readonly path: string;
	readonly body?: string;
	readonly signal?: AbortSignal;
}

export interface MemoryReply {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
	readonly body: AsyncIterable<Uint8Array>;
}

/** Shaped like the client's transport. */
export interface MemoryTransport extends AsyncDisposable {
	send(request: {
		readonly method: "GET" | "POST" | "PUT" | "DELETE";
		readonly base: string;
		readonly path: string;
		readonly headers: Readonly<Record<string, string>>;
		readonly body?: string | undefined;
		readonly signal?: AbortSignal | undefined;
		readonly patienceMs: number;
	}): Promise<{
		readonly status: number;
		readonly headers: Readonly<Record<string, string | undefined>>;
		readonly body: AsyncIterable<Uint8Array>;
	}>;
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
	/** Whether a line on standard error can be written over. */
	readonly overwrites?: boolean;
	/** How many lines there is room for. */
	readonly height?: number;
	readonly env?: Readonly<Record<string, string>>;
	/** Of a program that others are to find. */
	readonly pid?: number;
	/** Who answers requests; nobody unless said otherwise. */
	readonly request?: (request: MemoryRequest) => Promise<MemoryReply>;
	/** What carries requests to servers; nobody answers them unless said otherwise. */
	readonly openTransport?: (target: object) => Promise<MemoryTransport>;
	/** What looking for a host finds; every host, on this machine, unless said otherwise. */
	readonly probe?: (place: { readonly host: string; readonly port: number }) => Promise<{
		readonly addresses: readonly string[];
		readonly connectMs?: number;
		readonly failure?: string;
	}>;
	/** What other programs answer; there are none unless said otherwise. */
	readonly runProgram?: (words: readonly string[]) => Promise<{
		readonly exitCode: number | undefined;
		readonly stdout: string;
		readonly stderr: string;
	}>;
	/** What is done in an editor; nothing unless said otherwise. */
	readonly runEditor?: (words: readonly string[]) => Promise<number | undefined>;
	/** What shows long texts; nothing does unless said otherwise. */
	readonly showIn?: (program: string, text: string) => Promise<number | undefined>;
	/** What becomes of programs that this one starts. */
	readonly spawnDetached?: (
		words: readonly string[],
		options: { readonly logFile: string; readonly env: Readonly<Record<string, string | undefined>> },
	) => { readonly pid: number | undefined; readonly ended: Promise<number | undefined> };
	/** Of other programs; none unless said otherwise. */
	readonly isRunning?: (pid: number) => boolean;
	/** Fires when somebody presses Ctrl-C. */
	readonly interrupt?: AbortSignal;
	/** Resolves when the program is to end. */
	readonly stop?: Promise<string>;
}

export function memoryHost({
	cwd,
	stdin = "",
	answers,
	now = Date.UTC(2026, 10, 21, 12),
	color = false,
	width = 100,
	wraps = false,
	overwrites = false,
	height,
	env = {},
	...machine
}: MemoryHostOptions): MemoryHost {
	const written = { stdout: "", stderr: "" };
	const questions: string[] = [];
	async function ask(question: string): Promise<string> {
		questions.push(question);
		const answer = answers?.[questions.length - 1];
		if (answer === undefined) throw new Error(`nobody told what to answer to: ${question}`);
		return answer;
	}
	return {
		stdout: outputTo((text) => (written.stdout += text)),
		stderr: outputTo((text) => (written.stderr += text)),
		readStdin: async () => Buffer.from(stdin),
		openStdin: () => Readable.from([Buffer.from(stdin)]),
		ask,
		askSecretly: ask,
		files,
		env,
		cwd,
		now: () => now,
		zone: "Europe/Rome",
		signal: new AbortController().signal,
		version: "1.2.3",
		screen: {
			width,
			color,
			wraps,
			interactive: answers !== undefined,
			overwrites,
			...(height !== undefined && { height }),
		},
		user: { id: files.statSync(cwd).uid, home: cwd },
		temporaryFolder: cwd,
		...programsOf(machine),
		written,
		questions,
	};
}

function outputTo(add: (text: string) => void): MemoryHost["stdout"] {
	const decoder = new TextDecoder();
	return { write: (text) => add(typeof text === "string" ? text : decoder.decode(text, { stream: true })) };
}

type Programs = Pick<
	MemoryHost,
	| "pid"
	| "sleep"
	| "request"
	| "openTransport"
	| "probe"
	| "runProgram"
	| "runEditor"
	| "showIn"
	| "spawnDetached"
	| "isRunning"
	| "untilStopped"
	| "catchInterrupts"
	| "keepCompiledCode"
>;

/** This program among others. */
function programsOf(options: Partial<Programs> & Pick<MemoryHostOptions, "interrupt" | "stop">): Programs {
	const { interrupt = new AbortController().signal, stop = new Promise(() => undefined), ...programs } = options;
	return {
		pid: 1000,
		sleep,
		request: nobodyAnswers,
		openTransport: async () => silentTransport,
		probe: async () => ({ addresses: ["127.0.0.1"], connectMs: 0 }),
		runProgram: nothingRuns,
		runEditor: async () => 0,
		showIn: async () => 127,
		spawnDetached: nothingStarts,
		isRunning: () => false,
		untilStopped: () => stop,
		catchInterrupts: () => ({ signal: interrupt, [Symbol.dispose]: () => undefined }),
		keepCompiledCode: () => undefined,
		...programs,
	};
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, ms);
		signal?.addEventListener("abort", () => {
			clearTimeout(timer);
			resolve();
		});
	});
}

function nobodyAnswers({ socketPath }: MemoryRequest): Promise<MemoryReply> {
	return Promise.reject(Object.assign(new Error(`connect ENOENT ${socketPath}`), { code: "ENOENT" }));
}

const silentTransport: MemoryTransport = {
	send: ({ base }) =>
		Promise.reject(Object.assign(new Error(`connect ECONNREFUSED ${base}`), { code: "ECONNREFUSED" })),
	[Symbol.asyncDispose]: async () => undefined,
};

function nothingRuns([program = ""]: readonly string[]): Promise<never> {
	return Promise.reject(Object.assign(new Error(`spawn ${program} ENOENT`), { code: "ENOENT" }));
}

function nothingStarts(words: readonly string[]): never {
	throw new Error(`nobody told what to do when this is started: ${words.join(" ")}`);
}
