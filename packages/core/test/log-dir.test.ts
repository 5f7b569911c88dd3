import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { wrapCommand } from "@chronos-job/core";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";

interface Ended {
	readonly stdout: string;
	readonly stderr: string;
	readonly exit: number | string | null;
}

interface Setting {
	readonly env?: Readonly<Record<string, string>>;
	/** What Chronos appends. */
	readonly args?: string;
}

const taskId = "ct:1700000000000:2:a.job:x:y";

function start(command: string, { env = { mesos_task_id: taskId }, args = "" }: Setting = {}) {
	const child = spawn("/bin/sh", ["-c", `${command}${args}`], {
		env: { PATH: process.env["PATH"], ...env },
		stdio: ["ignore", "pipe", "pipe"],
		detached: true,
	});
	return { child, ended: endOf(child) };
}

function endOf(child: ChildProcess): Promise<Ended> {
	const said = { stdout: "", stderr: "" };
	child.stdout?.on("data", (bytes) => (said.stdout += String(bytes)));
	child.stderr?.on("data", (bytes) => (said.stderr += String(bytes)));
	return new Promise((resolve) => {
		child.once("close", (code, signal) => resolve({ ...said, exit: code ?? signal }));
	});
}

/** What a command says and how it ends, with a log and without. */
async function both(command: string, setting: Setting = {}) {
	using dir = tempDir();
	const logs = join(dir.path, 'it\'s "$here" \\logs');
	const [plain, logged] = await Promise.all([
		start(command, setting).ended,
		start(wrapCommand(command, logs), setting).ended,
	]);
	const folder = join(logs, "a.job");
	const read = (name: string) => readFileSync(join(folder, `1700000000000-2.${name}`), "utf8");
	return { plain, logged, log: read("log"), exit: read("exit"), files: readdirSync(folder) };
}

describe("a command that keeps a log says and does the same", () => {
	it.each<readonly [string, string, Setting]>([
		["one that prints", "echo one; echo two", {}],
		["one that fails", "echo oh >&2; exit 3", {}],
		["one that is not there", "no-such-program", {}],
		["one that is no shell command", "if", {}],
		["quotes and escapes", `printf '%s|' "a  b" 'it'"'"'s' \\$HOME "$(echo in)" é`, {}],
		["many lines", "cat <<EOF\n$#\n'quoted'\nEOF\necho end", {}],
		["a pipe whose end decides", "false | cat; echo $?; true | (exit 4)", {}],
		["one that takes its shell's place", "exec sh -c 'echo in; exit 5'", {}],
		["settings that end at a failure", "set -eu; false; echo never", {}],
		["one without a line end", "printf bare", {}],
		["no output", "true", {}],
		["its own variables", 'echo "$cj_none $d $t"', { env: { mesos_task_id: taskId, d: "1", t: "2" } }],
		["arguments", "printf '<%s>'", { args: ` one "two words" '*' "$HOME"` }],
		["no arguments for a command that counts them", "echo $#", {}],
		["one that kills itself", "kill -9 $$; echo never", {}],
	])("%s", async (_, command, setting) => {
		const { plain, logged, log, exit, files } = await both(command, setting);
		const status = typeof plain.exit === "string" ? 137 : plain.exit;
		expect(withoutPlace(logged)).toEqual({ ...withoutPlace(plain), exit: status });
		expect(exit).toBe(`${status}\n`);
		expect(log).toHaveLength(logged.stdout.length + logged.stderr.length);
		expect(files).toEqual(["1700000000000-2.exit", "1700000000000-2.log"]);
	});

	it("however much it prints", async () => {
		const { logged, log } = await both("seq 200000");
		expect(logged.stdout).toHaveLength(1_288_895);
		expect(log).toBe(logged.stdout);
	});
});

/** Shells say where in a script they are. */
function withoutPlace({ stderr, ...ended }: Ended): Ended {
	return { ...ended, stderr: stderr.replace(/^\S*sh: (?:line )?\d+: /gm, "") };
}

const shells = ["/bin/sh", "/bin/bash"].filter((shell) => existsSync(shell));

describe.concurrent.each(shells)("in %s a signal", (shell) => {
	it.each([
		[{ signal: "SIGTERM", to: "shell" }, "echo on; exec sleep 20", 143],
		[{ signal: "SIGTERM", to: "group" }, "echo on; exec sleep 20", 143],
		[{ signal: "SIGTERM", to: "group" }, "echo on; sleep 20; echo never", 143],
		[{ signal: "SIGHUP", to: "shell" }, "echo on; exec sleep 20", 129],
		[{ signal: "SIGINT", to: "shell" }, "echo on; exec sleep 20", 143],
		[{ signal: "SIGTERM", to: "shell" }, "trap 'echo bye; exit 9' TERM; echo on; while :; do sleep 0.05; done", 9],
		[{ signal: "SIGTERM", to: "shell" }, "trap '' TERM; echo on; sleep 0.4; echo still; exit 4", 4],
		[{ signal: "SIGUSR1", to: "shell" }, "trap 'exit 6' USR1; echo on; while :; do sleep 0.05; done", 6],
	] as const)("%j reaches %s, which ends with %i", async ({ signal, to }, command, status) => {
		using dir = tempDir();
		const { child, ended } = start(wrapCommand(command, dir.path).replaceAll("/bin/sh", shell));
		await new Promise((resolve) => child.stdout?.once("data", resolve));
		const { pid = 0 } = child;
		process.kill(to === "group" ? -pid : pid, signal);
		const { exit, stdout, stderr } = await ended;
		expect([exit, stderr]).toEqual([status, ""]);
		const read = (name: string) => readFileSync(join(dir.path, "a.job", `1700000000000-2.${name}`), "utf8");
		expect([read("exit"), read("log")]).toEqual([`${status}\n`, stdout]);
	});
});

describe.concurrent("what a command leaves in the background", () => {
	it("is not waited for", async () => {
		using dir = tempDir();
		const began = performance.now();
		const { child, ended } = start(wrapCommand("echo on; sleep 30 & echo $!", dir.path));
		const { promise: over, resolve } = Promise.withResolvers<number | null>();
		child.once("exit", resolve);
		expect(await over).toBe(0);
		expect(performance.now() - began).toBeLessThan(15_000);
		const log = readFileSync(join(dir.path, "a.job", "1700000000000-2.log"), "utf8");
		process.kill(Number(log.split("\n")[1]), "SIGKILL");
		await ended;
	});
});

describe("a folder that nothing can be written to", () => {
	it.each([
		["a file", (path: string) => join(path, "file")],
		["below what is no folder", (path: string) => join(path, "file/below")],
		["a folder that cannot be made", () => "/proc/none"],
	])("is no reason not to run: %s", async (_, placeOf) => {
		using dir = tempDir({ file: "" });
		const place = placeOf(dir.path);
		expect(await start(wrapCommand("echo on; exit 3", place), { args: "" }).ended).toEqual({
			stdout: "on\n",
			stderr: `chronos-job: no log is kept in ${place}\n`,
			exit: 3,
		});
	});

	it("nor is a launch that tells no task id", async () => {
		using dir = tempDir();
		const { exit } = await start(wrapCommand("exit 3", dir.path), { env: {} }).ended;
		expect([exit, readdirSync(dir.path)]).toEqual([3, []]);
	});

	it("nor are programs that are missing", async () => {
		using dir = tempDir({ "bin/none": "" });
		chmodSync(dir.path, 0o755);
		const env = { mesos_task_id: taskId, PATH: join(dir.path, "bin") };
		const { exit, stdout } = await start(wrapCommand("echo on; exit 3", dir.path), { env }).ended;
		expect([exit, stdout]).toEqual([3, "on\n"]);
	});
});
