import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import * as http from "node:http";
import * as https from "node:https";
import { memoryHost, type MemoryHost, type MemoryHostOptions } from "@chronos-job/testkit";
import { httpRequest } from "../src/local/http-request.ts";
import { main } from "../src/main.ts";

export interface MemoryMachine extends AsyncDisposable {
	/** Somebody who types into a shell of this machine, at home in its folder. */
	host(options?: Partial<MemoryHostOptions>): MemoryHost;
	/** Asks the server of this machine, which is started if need be. */
	ask(method: "GET" | "POST", path: string, body?: object): Promise<string>;
	/** Runs a job on the server of this machine, which is started if need be, until it has ended; answers the id of the run. */
	runJob(job: { readonly name: string; readonly command: string }): Promise<string>;
}

interface Program {
	readonly stop: (signal: string) => void;
	readonly ended: Promise<number>;
}

/** A machine on which the program can start itself: what it starts runs in this process, with real files and sockets. */
export function memoryMachine(cwd: string): MemoryMachine {
	const programs = new Map<number, Program>();
	let lastPid = 1000;

	function host(options: Partial<MemoryHostOptions> = {}): MemoryHost {
		return memoryHost({
			cwd,
			env: { HOME: cwd, PATH: process.env["PATH"] ?? "" },
			request: (request) => httpRequest(http, request as Parameters<typeof httpRequest>[1]),
			openTransport: async () => (await import("@chronos-job/core")).nodeTransport({ http, https }),
			runProgram,
			isRunning: (pid) => programs.has(pid),
			spawnDetached,
			...options,
		});
	}

	function spawnDetached(...[words, { logFile, env }]: Parameters<MemoryHost["spawnDetached"]>) {
		const pid = ++lastPid;
		const { promise, resolve } = Promise.withResolvers<string>();
		const kept = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
		const output = { write: (text: string) => appendFileSync(logFile, text) };
		// Limits would be set for the process that runs the tests.
		const own = { ...host({ env: Object.fromEntries(kept), stop: promise, pid }), stdout: output, stderr: output };
		const ended = main([...words, "--limits=off"], own).finally(() => programs.delete(pid));
		programs.set(pid, { stop: resolve, ended });
		return { pid, ended };
	}

	async function say(...words: readonly string[]): Promise<{ readonly exit: number; readonly stdout: string }> {
		const shell = host();
		return { exit: await main(words, shell), stdout: shell.written.stdout };
	}

	async function ask(method: "GET" | "POST", path: string, body?: object): Promise<string> {
		const { socket } = JSON.parse((await say("local", "env", "--output", "json")).stdout);
		const text = body && JSON.stringify(body);
		const reply = await httpRequest(http, { socketPath: socket, method, path, ...(text && { body: text }) });
		const chunks: Uint8Array[] = [];
		for await (const chunk of reply.body) chunks.push(chunk);
		return Buffer.concat(chunks).toString("utf8");
	}

	async function runJob(job: { readonly name: string; readonly command: string }): Promise<string> {
		await ask("POST", "/v1/scheduler/iso8601", { schedule: "R1//P1Y", retries: 0, ...job });
		// Following a log ends with its attempt; until there is one, there is nothing to follow.
		while ((await say("local", "logs", job.name, "--follow")).exit !== 0);
		return String(JSON.parse(await ask("GET", `/local/v1/jobs/${job.name}/runs`)).runs[0].id);
	}

	return {
		host,
		ask,
		runJob,
		async [Symbol.asyncDispose]() {
			for (const { stop } of programs.values()) stop("SIGTERM");
			await Promise.all([...programs.values()].map(({ ended }) => ended));
		},
	};
}

function runProgram([program = "", ...words]: readonly string[]): ReturnType<MemoryHost["runProgram"]> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"] });
		const said = { stdout: "", stderr: "" };
		child.stdout.on("data", (chunk) => (said.stdout += String(chunk)));
		child.stderr.on("data", (chunk) => (said.stderr += String(chunk)));
		child.once("error", reject);
		child.once("close", (code) => resolve({ exitCode: code ?? undefined, ...said }));
	});
}
