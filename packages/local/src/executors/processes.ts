import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { execPath, kill } from "node:process";
import type { Readable } from "node:stream";
import { createStarter } from "./starter.ts";

/** The port to the processes of this machine. */
export interface Processes {
	/** Starts a leader of a session of its own that does not keep the server alive; rejects when nothing could be started. */
	start(argv: readonly string[], options: StartOptions): Promise<StartedProcess>;
	/** Runs a program to its end. */
	run(argv: readonly string[], options: RunOptions): Promise<Finished>;
	/** Whether somebody was there to get it; a negative pid is a group, signal 0 only asks. */
	signal(pid: number, signal: "SIGTERM" | "SIGKILL" | 0): boolean;
}

export interface StartOptions {
	readonly cwd: string;
	readonly env: Readonly<Record<string, string>>;
}

export interface RunOptions extends StartOptions {
	readonly signal?: AbortSignal | undefined;
	/** What it reads; nothing when absent. */
	readonly input?: string;
}

export interface StartedProcess {
	readonly pid: number;
	readonly ended: Promise<void>;
}

export interface Finished {
	readonly exitCode: number | undefined;
	readonly stdout: string;
	readonly stderr: string;
}

/** A process that messages go to and come from. */
export type HelperProcess = ChildProcess;

export const systemProcesses: Processes = { start: createStarter({ startHere, openHelper }), run, signal };

export function startHere(argv: readonly string[], { cwd, env }: StartOptions): Promise<StartedProcess> {
	return new Promise((resolve, reject) => {
		const [program = "", ...rest] = argv;
		const child = spawn(program, rest, { cwd, env, detached: true, stdio: "ignore" });
		const ended = new Promise<void>((settle) => child.once("exit", () => settle()));
		child.once("error", reject);
		child.unref();
		if (child.pid !== undefined) resolve({ pid: child.pid, ended });
	});
}

// What is meant for this program, such as NODE_OPTIONS, is not meant for its helper.
export function openHelper(script: string): HelperProcess {
	const stdio = ["ignore", "ignore", "ignore", "ipc"] as const;
	return spawn(execPath, ["-e", script], { cwd: "/", env: {}, detached: true, stdio: [...stdio] });
}

function run(argv: readonly string[], { cwd, env, signal: abort, input }: RunOptions): Promise<Finished> {
	return new Promise((resolve, reject) => {
		const [program = "", ...rest] = argv;
		const child = spawn(program, rest, {
			cwd,
			env,
			stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
			...(abort === undefined ? {} : { signal: abort }),
		});
		const stdout = textOf(child.stdout);
		const stderr = textOf(child.stderr);
		// One that does not read ends all the same.
		child.stdin?.on("error", () => undefined).end(input);
		child.once("error", reject);
		child.once("close", (code) => resolve({ exitCode: code ?? undefined, stdout: stdout(), stderr: stderr() }));
	});
}

function textOf(stream: ChildProcess["stdout"]): () => string {
	const chunks: Buffer[] = [];
	stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
	return () => Buffer.concat(chunks).toString("utf8");
}

function signal(pid: number, name: "SIGTERM" | "SIGKILL" | 0): boolean {
	try {
		return kill(pid, name);
	} catch (error) {
		// Somebody is there who is not ours to signal.
		return name === 0 && error instanceof Error && "code" in error && error.code === "EPERM";
	}
}

export interface TellOptions extends StartOptions {
	/** Gets what it writes. */
	readonly tell: (stream: "stdout" | "stderr", bytes: Uint8Array) => void;
	/** Asks it to end. */
	readonly signal: AbortSignal;
	/** Whether it has the terminal of this program to itself, so that nothing of it is told. */
	readonly hasTerminal?: boolean;
	/** What it reads; what this one reads when absent. */
	readonly input?: Readable | undefined;
}

/** Runs a program that reads what this one reads; answers how a shell would call its end, rejects when there is no such program. */
export function tellRun(
	argv: readonly string[],
	{ cwd, env, tell, signal: abort, hasTerminal = false, input }: TellOptions,
): Promise<number> {
	return new Promise((resolve, reject) => {
		const [program = "", ...rest] = argv;
		const read = input === undefined ? "inherit" : "pipe";
		const child = spawn(program, rest, { cwd, env, stdio: hasTerminal ? "inherit" : [read, "pipe", "pipe"] });
		if (input !== undefined) feed(child.stdin, input);
		abort.addEventListener("abort", () => void child.kill("SIGTERM"), { once: true });
		for (const stream of ["stdout", "stderr"] as const) {
			child[stream]?.on("data", (bytes: Uint8Array) => tell(stream, bytes));
		}
		child.once("error", reject);
		child.once("close", (code, by) => resolve(code ?? 128 + (by === null ? 9 : constants.signals[by])));
	});
}

/** A program that reads no further ends all the same; of input that cannot be read, it sees the end. */
function feed(stdin: ChildProcess["stdin"], input: Readable): void {
	if (stdin === null) return;
	stdin.on("error", () => undefined);
	input.once("error", () => void stdin.end()).pipe(stdin);
}
