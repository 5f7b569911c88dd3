import { spawn } from "node:child_process";
import { once } from "node:events";
import type { AttemptSpec, Sandbox } from "../src/executors/executor.ts";
import type { Limits } from "../src/executors/limits.ts";

export interface Left {
	readonly attempt: AttemptSpec;
	readonly sandbox: Sandbox;
}

export interface OtherServer extends AsyncDisposable {
	/** Resolves when it is about to start the attempt of this number. */
	begins(index: number): Promise<void>;
	/** As `kill -9` does, which no server survives or notices. */
	kill(): Promise<void>;
}

export interface ElsewhereOptions {
	readonly limits?: Limits | undefined;
	/** Where compiled code is kept for the next process, which then starts sooner. */
	readonly compiled?: string;
}

/** Lets another process start attempts, one after the other. */
export function startElsewhere(lefts: readonly Left[], { limits, compiled }: ElsewhereOptions = {}): OtherServer {
	const program = new URL("start-attempts.ts", import.meta.url).pathname;
	const options = ["--conditions=@chronos-job/source", program, JSON.stringify({ lefts, limits })];
	const env = { ...process.env, ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled }) };
	const server = spawn(process.execPath, options, { env, stdio: ["ignore", "pipe", "inherit"] });
	const ended = once(server, "exit");
	const marks: Buffer[] = [];
	server.stdout.on("data", (more: Buffer) => marks.push(more));
	const begins = async (index: number): Promise<void> => {
		const isNear = () => Buffer.concat(marks).length > index || server.exitCode !== null;
		while (!isNear()) await Promise.race([once(server.stdout, "data"), ended]);
	};
	const kill = async (): Promise<void> => {
		server.kill("SIGKILL");
		await ended;
	};
	return { begins, kill, [Symbol.asyncDispose]: kill };
}
