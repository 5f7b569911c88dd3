/** Somebody at a terminal, with a Chronos of their own, for what only a real screen can show. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openTerminal, tempDir, type TempDir, type TestTerminal } from "@chronos-job/testkit";

/** The one of this checkout, unless another one is to be tried. */
const launcher =
	process.env["CHRONOS_TEST_PROGRAM"] ?? fileURLToPath(new URL("../bin/chronos-job.js", import.meta.url));

export interface Scene extends AsyncDisposable {
	readonly home: TempDir;
	/** What jobs and programs find in their environment. */
	readonly env: Readonly<Record<string, string>>;
	/** The words that start the program. */
	readonly program: readonly string[];
	/** Runs a command to its end, outside of the terminal. */
	run(...words: readonly string[]): {
		readonly status: number | null;
		readonly stdout: string;
		readonly stderr: string;
	};
	/** Sends jobs to the server, many at once. */
	put(...jobs: readonly SmallJob[]): Promise<void>;
	ask(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly text: string }>;
	startServer(): Promise<void>;
	/** As a crash does; jobs go on. */
	killServer(): Promise<void>;
	open(options?: OpenOptions): Promise<TestTerminal>;
}

export interface OpenOptions {
	readonly columns?: number;
	readonly rows?: number;
	/** After `tui`. */
	readonly words?: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
	/** Instead of the program itself. */
	readonly command?: readonly string[];
}

export type SmallJob = Readonly<Record<string, unknown>> & { readonly name: string };

/** Starts when it is told to: once a year, from 2100 on. */
export function restingJob(name: string, more: object = {}): SmallJob {
	return { name, command: "true", schedule: "R/2100-01-01T00:00:00Z/P1Y", retries: 0, cpus: 0.1, mem: 16, ...more };
}

/** Starts at once. */
export function quickJob(name: string, command: string, more: object = {}): SmallJob {
	return restingJob(name, { command, schedule: "R1//PT1H", ...more });
}

/** A scene with these jobs, on a machine with so many processors. */
export async function openScene(jobs: readonly SmallJob[] = [], { cpus = 64 } = {}): Promise<Scene> {
	const home = tempDir();
	const env = { PATH: process.env["PATH"] ?? "", HOME: home.path, LANG: "C.UTF-8", TZ: "Europe/Rome" };
	const program = [process.execPath, launcher];
	const state = join(home.path, ".local/state/chronos-job");
	const socketPath = join(state, "server.sock");
	let server: ChildProcess | undefined;

	const ask: Scene["ask"] = (method, path, body) => askAt({ socketPath, method, path, body });
	const run: Scene["run"] = (...words) =>
		spawnSync(process.execPath, [launcher, ...words], { cwd: home.path, env, encoding: "utf8" });
	async function startServer(): Promise<void> {
		const words = ["local", "start", "--foreground", "--cpus", String(cpus), "--mem", "100000"];
		server = spawn(process.execPath, [launcher, ...words], { cwd: home.path, env, stdio: "ignore" });
		for (let tries = 0; tries < 500; tries++) {
			if ((await ask("GET", "/ping").catch(() => undefined))?.status === 200) return;
			await sleep(10);
		}
		throw new Error("the server does not answer");
	}
	async function killServer(): Promise<void> {
		const running = server;
		if (running === undefined || running.exitCode !== null) return;
		const ended = new Promise((resolve) => running.once("exit", resolve));
		running.kill("SIGKILL");
		await ended;
	}
	async function put(...jobs: readonly SmallJob[]): Promise<void> {
		const waiting = [...jobs];
		const lane = async () => {
			for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await putOne(ask, job);
		};
		await Promise.all(Array.from({ length: 16 }, lane));
	}
	await startServer();
	await put(...jobs);
	return {
		home,
		env,
		program,
		run,
		put,
		ask,
		startServer,
		killServer,
		open: ({ columns = 100, rows = 30, words = [], env: more = {}, command = program } = {}) =>
			openTerminal({ command: [...command, "tui", ...words], columns, rows, env: { ...env, ...more }, cwd: home.path }),
		async [Symbol.asyncDispose]() {
			run("local", "stop", "--stop-jobs");
			await killServer();
			home[Symbol.dispose]();
		},
	};
}

async function putOne(ask: Scene["ask"], job: SmallJob): Promise<void> {
	const path = job["parents"] === undefined ? "/v1/scheduler/iso8601" : "/v1/scheduler/dependency";
	const { status, text } = await ask("POST", path, job);
	if (status !== 204) throw new Error(`${job.name} was answered ${String(status)}: ${text}`);
}

interface Question {
	readonly socketPath: string;
	readonly method: string;
	readonly path: string;
	readonly body: unknown;
}

function askAt({
	socketPath,
	method,
	path,
	body,
}: Question): Promise<{ readonly status: number; readonly text: string }> {
	return new Promise((resolve, reject) => {
		const headers = body === undefined ? {} : { "content-type": "application/json" };
		const sent = request({ socketPath, method, path, headers }, (reply) => {
			const chunks: Buffer[] = [];
			reply.on("data", (chunk: Buffer) => chunks.push(chunk));
			reply.on("end", () => resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }));
		});
		sent.on("error", reject);
		sent.end(body === undefined ? undefined : JSON.stringify(body));
	});
}

/** An editor that does to a file what a line of the shell says, with the file in `$1`. */
export function editorOf(home: TempDir, line: string): string {
	const file = join(home.path, "bin/editor");
	mkdirSync(join(home.path, "bin"), { recursive: true });
	writeFileSync(file, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
	return file;
}
