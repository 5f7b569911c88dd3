import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Ready, ServerOptions } from "./server.ts";

export interface ServerProcess {
	readonly pid: number;
	/** Resolves with what it says when it listens; undefined when it ends before. */
	readonly ready: Promise<ServerStart | undefined>;
	/** How it ended: the name of a signal or an exit code. */
	readonly ended: Promise<string>;
	/** Does nothing to one that has ended. */
	kill(signal: "SIGKILL" | "SIGTERM" | "SIGSTOP" | "SIGCONT"): void;
}

export interface ServerStart extends Ready {
	/** From the start of the process. */
	readonly startMs: number;
}

export interface Surroundings {
	/** Its complaints are added to this file. */
	readonly log: string;
	/** What was compiled for the first server need not be compiled for the others. */
	readonly cache: string;
	/** How many files it may have open. */
	readonly openFiles?: number | undefined;
}

export function startServer(options: ServerOptions, { log: logFile, cache, openFiles }: Surroundings): ServerProcess {
	const started = performance.now();
	const log = openSync(logFile, "a");
	const entry = fileURLToPath(new URL("server.ts", import.meta.url));
	const program = [process.execPath, "--conditions=@chronos-job/source", entry, JSON.stringify(options)];
	const limited = ["/bin/sh", "-c", `ulimit -n ${String(openFiles)}; exec "$0" "$@"`, ...program];
	const [command = "", ...words] = openFiles === undefined ? program : limited;
	const env = { ...process.env, NODE_COMPILE_CACHE: cache };
	const child = spawn(command, words, { stdio: ["pipe", "pipe", log], env });
	closeSync(log);
	if (child.stdout === null) throw new Error("the server cannot be heard");
	const lines = createInterface({ input: child.stdout });
	const ended = once(child, "exit").then(([code, signal]) => String(signal ?? code));
	const ready = Promise.race([
		once(lines, "line").then(([line]): ServerStart => ({
			...JSON.parse(String(line)),
			startMs: performance.now() - started,
		})),
		ended.then(() => undefined),
	]);
	return { pid: child.pid ?? 0, ready, ended, kill: (signal) => void child.kill(signal) };
}
