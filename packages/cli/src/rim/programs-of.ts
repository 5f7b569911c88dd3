import type { DetachedProgram, Host, ProgramEnd, SpawnOptions } from "../host.ts";

/** What starts other programs. */
export function programsOf(
	process: NodeJS.Process,
): Pick<Host, "runProgram" | "runEditor" | "showIn" | "spawnDetached"> {
	return {
		runProgram: (words) => runProgram(process, words),
		runEditor: (words) => runEditor(process, words),
		showIn: (program, text) => showIn(process, program, text),
		spawnDetached: (words, options) => spawnDetached(process, words, options),
	};
}

function runProgram(process: NodeJS.Process, [program = "", ...words]: readonly string[]): Promise<ProgramEnd> {
	const { spawn } = process.getBuiltinModule("node:child_process");
	const { setTimeout } = process.getBuiltinModule("node:timers");
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

function runEditor(process: NodeJS.Process, [editor = "", ...words]: readonly string[]): Promise<number | undefined> {
	const { spawn } = process.getBuiltinModule("node:child_process");
	// The terminal sends Ctrl-C to both of us, and means the editor.
	process.on("SIGINT", ignore);
	return new Promise<number | undefined>((resolve, reject) => {
		const child = spawn(editor, words, { stdio: "inherit" });
		child.once("error", reject);
		child.once("exit", (code) => resolve(code ?? undefined));
	}).finally(() => process.removeListener("SIGINT", ignore));
}

function showIn(process: NodeJS.Process, program: string, text: string): Promise<number | undefined> {
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

function spawnDetached(
	process: NodeJS.Process,
	words: readonly string[],
	{ logFile, env }: SpawnOptions,
): DetachedProgram {
	const { spawn } = process.getBuiltinModule("node:child_process");
	const fs = process.getBuiltinModule("node:fs");
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
