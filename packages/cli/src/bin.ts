import type { Target, Transport } from "@chronos-job/core";
import manifest from "../package.json" with { type: "json" };
import type { DetachedProgram, Host, Interrupts, ProgramEnd, Screen, SpawnOptions } from "./host.ts";
import { main } from "./main.ts";

// Importing `node:fs` as an ES module would read all its exports and cost start-up time.
const fs = process.getBuiltinModule("node:fs");

// Node 22 warns of its own SQLite; such words are for those who write programs.
process.removeAllListeners("warning");
// `--help` and `--version` load so little that looking into a cache would take longer.
if (!/^(?:-h|--help|help|-V|--version|)$/.test(process.argv[2] ?? "")) keepCompiledCode(process.env);
const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** Timers of more than these would fire at once. */
const longestTimerMs = 2_147_483_647;
process.exitCode = await main(process.argv.slice(2), createHost());
// All is written, nobody waits for what still ticks, and taking everything down in order would take longer.
process.exit();

function createHost(): Host {
	const interruption = new AbortController();
	return {
		stdout: { write: (text) => writeAll(1, text) },
		stderr: { write: (text) => writeAll(2, text) },
		readStdin,
		...questions(interruption),
		files: fs,
		env: process.env,
		cwd: workingFolder(),
		now: Date.now,
		// Whatever TZ says: Node makes the best of it.
		zone: undefined,
		signal: interruption.signal,
		version: manifest.version,
		screen: screenOf(process.env),
		user: {
			id: process.getuid?.(),
			get home() {
				return homeOfAccount();
			},
		},
		get temporaryFolder() {
			return process.getBuiltinModule("node:os").tmpdir();
		},
		pid: process.pid,
		sleep,
		request: async (request) =>
			(await import("./local/http-request.ts")).httpRequest(process.getBuiltinModule("node:http"), request),
		openTransport,
		probe: async (place) => {
			const { probeHost } = await import("./context/probe-host.ts");
			return probeHost(place, {
				dns: process.getBuiltinModule("node:dns/promises"),
				net: process.getBuiltinModule("node:net"),
				now: Date.now,
			});
		},
		runProgram,
		runEditor,
		showIn,
		spawnDetached,
		isRunning,
		untilStopped,
		catchInterrupts,
		keepCompiledCode: () => process.getBuiltinModule("node:module").flushCompileCache(),
	};
}

/** What is asked in the terminal; Ctrl-C there is a wish to end. */
function questions(interruption: AbortController): Pick<Host, "ask" | "askSecretly"> {
	return { ask: (question) => askOn({ output: process.stderr }, question), askSecretly };

	async function askSecretly(question: string): Promise<string> {
		process.stderr.write(question);
		const { Writable } = process.getBuiltinModule("node:stream");
		// What is typed is echoed by the reader of lines, into nowhere.
		const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
		try {
			return await askOn({ output: nowhere, terminal: true }, "");
		} finally {
			process.stderr.write("\n");
		}
	}

	async function askOn(way: { output: NodeJS.WritableStream; terminal?: true }, question: string): Promise<string> {
		const { createInterface } = await import("node:readline/promises");
		const lines = createInterface({ input: process.stdin, ...way });
		lines.on("SIGINT", () => interruption.abort());
		try {
			return await lines.question(question, { signal: interruption.signal });
		} finally {
			lines.close();
		}
	}
}

function workingFolder(): string {
	try {
		return process.cwd();
	} catch {
		return "";
	}
}

/** `homedir()` would say what the environment says, whatever that is. */
function homeOfAccount(): string {
	try {
		return process.getBuiltinModule("node:os").userInfo().homedir;
	} catch {
		return "";
	}
}

/** Halves the start-up from the second time on. In the user's own folder: compiled code that others can write would be theirs to choose. */
function keepCompiledCode({ XDG_CACHE_HOME: cache, HOME: home, NODE_COMPILE_CACHE: own }: NodeJS.ProcessEnv): void {
	const folder = cache ?? `${home ?? ""}/.cache`;
	if (own !== undefined || process.platform === "win32" || !/^\/(?!\.cache$)/.test(folder)) return;
	process.getBuiltinModule("node:module").enableCompileCache(`${folder}/chronos-job`);
}

function screenOf(env: NodeJS.ProcessEnv): Screen {
	const isScreen = isTerminal(1);
	return {
		width: Number(env["COLUMNS"]) || (isScreen ? process.stdout.columns || 80 : 100),
		color: hasColor(env, isScreen),
		wraps: isScreen,
		interactive: isScreen && isTerminal(0),
		overwrites: env["TERM"] !== "dumb" && !env["CI"] && isTerminal(2),
		...(isScreen && process.stdout.rows > 0 && { height: process.stdout.rows }),
	};
}

// Loading what asks terminals takes 4 ms, and files and pipes are none.
function isTerminal(descriptor: number): boolean {
	try {
		if (!fs.fstatSync(descriptor).isCharacterDevice()) return false;
	} catch {
		return false;
	}
	return process.getBuiltinModule("node:tty").isatty(descriptor);
}

function hasColor(env: NodeJS.ProcessEnv, isScreen: boolean): boolean {
	if (env["NO_COLOR"]) return false;
	if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0";
	return isScreen && env["TERM"] !== "dumb";
}

// `process.stdout` costs start-up time and is asynchronous on pipes; one-shot commands write and are done.
function writeAll(descriptor: number, text: string): void {
	const bytes = new TextEncoder().encode(text);
	for (let written = 0; written < bytes.length;) {
		try {
			written += fs.writeSync(descriptor, bytes, written);
		} catch (error) {
			if (!(error instanceof Error && "code" in error)) throw error;
			if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
			if (error.code !== "EAGAIN") throw error;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
		}
	}
}

async function readStdin(): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of process.stdin) chunks.push(chunk);
	return Buffer.concat(chunks);
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal?.aborted === true) return resolve();
		const timer = setTimeout(done, Math.min(ms, longestTimerMs));
		signal?.addEventListener("abort", done, { once: true });
		function done(): void {
			clearTimeout(timer);
			signal?.removeEventListener("abort", done);
			resolve();
		}
	});
}

async function openTransport(target: Target): Promise<Transport> {
	const { createTransport } = await import("./context/create-transport.ts");
	return createTransport(target, process.env, {
		http: process.getBuiltinModule("node:http"),
		// Half of what loading a transport costs, and sockets need none of it.
		get https() {
			return process.getBuiltinModule("node:https");
		},
	});
}

function runProgram([program = "", ...words]: readonly string[]): Promise<ProgramEnd> {
	const { spawn } = process.getBuiltinModule("node:child_process");
	return new Promise((resolve, reject) => {
		const child = spawn(program, words, { stdio: ["inherit", "pipe", "pipe"] });
		const said = { stdout: "", stderr: "" };
		for (const name of ["stdout", "stderr"] as const) {
			child[name].setEncoding("utf8").on("data", (text: string) => (said[name] += text));
		}
		child.once("error", reject);
		child.once("close", finish);
		// What it leaves in the background may hold its outputs open.
		child.once("exit", (code) => setTimeout(() => finish(code), 200).unref());
		function finish(code: number | null): void {
			child.stdout.destroy();
			child.stderr.destroy();
			resolve({ exitCode: code ?? undefined, ...said });
		}
	});
}

function runEditor([editor = "", ...words]: readonly string[]): Promise<number | undefined> {
	const { spawn } = process.getBuiltinModule("node:child_process");
	// The terminal sends Ctrl-C to both of us, and means the editor.
	process.on("SIGINT", ignore);
	return new Promise<number | undefined>((resolve, reject) => {
		const child = spawn(editor, words, { stdio: "inherit" });
		child.once("error", reject);
		child.once("exit", (code) => resolve(code ?? undefined));
	}).finally(() => process.removeListener("SIGINT", ignore));
}

function showIn(program: string, text: string): Promise<number | undefined> {
	if (process.platform === "win32") return Promise.resolve(undefined);
	const { spawn } = process.getBuiltinModule("node:child_process");
	// What people set for themselves stays; else short texts end at once, colours work, and the screen is left as it was.
	const env = { LESS: "FRX", LV: "-c", ...process.env };
	const child = spawn(program, { shell: true, stdio: ["pipe", "inherit", "inherit"], env });
	// Ctrl-C belongs to whoever shows the text, who may close the pipe before all of it is read.
	process.on("SIGINT", ignore);
	child.stdin.on("error", ignore);
	child.stdin.end(text);
	return new Promise<number | undefined>((resolve) => {
		child.once("error", () => resolve(undefined));
		child.once("exit", (code) => resolve(code ?? 0));
	}).finally(() => process.removeListener("SIGINT", ignore));
}

function ignore(): void {}

function spawnDetached(words: readonly string[], { logFile, env }: SpawnOptions): DetachedProgram {
	const { spawn } = process.getBuiltinModule("node:child_process");
	const log = fs.openSync(logFile, "a", 0o600);
	const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? "", ...words], {
		// Where it stands nobody has to wait for it, and it survives the terminal.
		cwd: "/",
		detached: true,
		stdio: ["ignore", log, log],
		env,
	});
	fs.closeSync(log);
	child.unref();
	const ended = new Promise<number | undefined>((resolve) => {
		child.once("error", () => resolve(undefined));
		child.once("exit", (code) => resolve(code ?? undefined));
	});
	return { pid: child.pid, ended };
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
	} catch {
		return false;
	}
	try {
		// One that has ended stays until somebody asks how; in many containers nobody does.
		return !/^.*\) [ZX]/s.test(fs.readFileSync(`/proc/${pid}/stat`, "utf8"));
	} catch {
		return !fs.existsSync("/proc/self/stat");
	}
}

function untilStopped(): Promise<string> {
	return new Promise((resolve) => {
		// Without a listener the next signal does what it always does.
		const stop = (signal: string) => {
			for (const each of stopSignals) process.removeListener(each, stop);
			resolve(signal);
		};
		for (const each of stopSignals) process.on(each, stop);
	});
}

function catchInterrupts(): Interrupts {
	const wish = new AbortController();
	const stop = () => {
		release();
		wish.abort();
	};
	for (const each of stopSignals) process.on(each, stop);
	return { signal: wish.signal, [Symbol.dispose]: release };

	function release(): void {
		for (const each of stopSignals) process.removeListener(each, stop);
	}
}
