import { type ChildProcess, spawn } from "node:child_process";
import { execPath, kill } from "node:process";
import { createStarter } from "./starter.ts";

/** The port to the processes of this machine. */
export interface Processes {
	/** Starts a leader of a session of its own that does not keep the server alive; rejects when nothing could be started. */
	start(argv: readonly string[], options: StartOptions): Promise<StartedProcess>;
	/** Runs a program to its end, without input. */
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

function run(argv: readonly string[], { cwd, env, signal: abort }: RunOptions): Promise<Finished> {
	return new Promise((resolve, reject) => {
		const [program = "", ...rest] = argv;
		const child = spawn(program, rest, {
			cwd,
			env,
			stdio: ["ignore", "pipe", "pipe"],
			...(abort === undefined ? {} : { signal: abort }),
		});
		const stdout = textOf(child.stdout);
		const stderr = textOf(child.stderr);
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
