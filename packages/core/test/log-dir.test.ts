import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock, wrapCommand } from "@chronos-job/core";
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

/** What stands in the place of `/bin/sh`, as far as it is here. */
const shells = ["/bin/sh", "/bin/dash", "/bin/bash", "/bin/busybox sh"].filter((shell) =>
	existsSync(shell.split(" ")[0] ?? ""),
);

const program = `
	let count = 0;
	let end = setTimeout(() => undefined, 30_000);
	function hear(signal) {
		clearTimeout(end);
		console.log(signal);
		count += 1;
		end = setTimeout(() => process.exit(count), count < Number(process.env.EXPECTED) ? 30_000 : 400);
	}
	for (const signal of ["SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2"]) process.on(signal, hear);
	console.log("on");
`;

/** A command that counts what it is told, without a process besides; it ends when no more than expected comes for a while. */
const counting = (expected: number) => `EXPECTED=${String(expected)} exec '${process.execPath}' -e '${program}'`;

describe.concurrent.each(shells)("in %s a signal", (shell) => {
	type Hear = (lines: number) => Promise<void>;

	async function endAfter(command: string, act: (pid: number, hear: Hear) => Promise<void> | void) {
		using dir = tempDir();
		const { child, ended } = start(wrapCommand(command, dir.path).replaceAll("/bin/sh", shell));
		const hear = listenTo(child);
		await hear(1);
		await act(child.pid ?? 0, hear);
		const { exit, stdout, stderr } = await ended;
		expect(stderr).toBe("");
		const read = (name: string) => readFileSync(join(dir.path, "a.job", `1700000000000-2.${name}`), "utf8");
		expect([read("exit"), read("log")]).toEqual([`${exit}\n`, stdout]);
		return { exit, said: stdout.trim().split("\n").slice(1) };
	}

	it.each([
		[{ signal: "SIGTERM", to: "shell" }, "echo on; exec sleep 20", 143],
		[{ signal: "SIGTERM", to: "group" }, "echo on; exec sleep 20", 143],
		[{ signal: "SIGTERM", to: "group" }, "echo on; sleep 20; echo never", 143],
		[{ signal: "SIGHUP", to: "shell" }, "echo on; exec sleep 20", 129],
		[{ signal: "SIGINT", to: "shell" }, "echo on; exec sleep 20", 143],
		[{ signal: "SIGTERM", to: "shell" }, "trap 'echo bye; exit 9' TERM; echo on; while :; do sleep 0.05; done", 9],
		[{ signal: "SIGTERM", to: "shell" }, "trap '' TERM; echo on; sleep 3; echo still; exit 4", 4],
		[{ signal: "SIGUSR1", to: "shell" }, "trap 'exit 6' USR1; echo on; while :; do sleep 0.05; done", 6],
	] as const)("%j reaches %s, which ends with %i", async ({ signal, to }, command, status) => {
		const { exit } = await endAfter(command, (pid) => void process.kill(to === "group" ? -pid : pid, signal));
		expect(exit).toBe(status);
	});

	// So many at once keep the others waiting.
	it("is never lost with the end of the command, however often both come at once", { concurrent: false }, async () => {
		const runs = Array.from({ length: 30 }, () =>
			endAfter("echo on; sleep 20; echo never", (pid) => void process.kill(-pid, "SIGTERM")),
		);
		const exits = (await Promise.all(runs)).map(({ exit }) => exit);
		expect(new Set(exits)).toEqual(new Set([143]));
	});

	it.each([
		{ to: "shell", signals: ["SIGTERM"] },
		{ to: "group", signals: ["SIGTERM"] },
		{ to: "group", signals: ["SIGHUP", "SIGUSR1", "SIGUSR2", "SIGTERM"] },
		{ to: "shell", signals: ["SIGTERM", "SIGTERM", "SIGUSR1"] },
		{ to: "group", signals: ["SIGTERM", "SIGTERM"] },
		{ to: "each process", signals: ["SIGTERM"] },
	] as const)("reaches the command once: $signals to $to", async ({ to, signals }) => {
		const { exit, said } = await endAfter(counting(signals.length), async (pid, hear) => {
			for (const [index, signal] of signals.entries()) {
				const targets = to === "each process" ? membersOf(pid) : [to === "group" ? -pid : pid];
				for (const target of targets) process.kill(target, signal);
				// Two of the same at once are one, and the next has to find the witness of the script in its place.
				await hear(index + 2);
				await systemClock.sleep(200);
			}
		});
		expect(said).toEqual(signals);
		expect(exit).toBe(signals.length);
	});
});

/** Resolves when a program has printed so many lines. */
function listenTo({ stdout }: ChildProcess): (lines: number) => Promise<void> {
	let said = "";
	stdout?.on("data", (bytes) => (said += String(bytes)));
	return async (lines) => {
		while (said.split("\n").length <= lines) await systemClock.sleep(10);
	};
}

/** All processes of a group, its leader last. */
function membersOf(group: number): readonly number[] {
	const rows = execFileSync("ps", ["-A", "-o", "pgid=,pid="], { encoding: "utf8" }).trim().split("\n");
	const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number));
	return pairs.flatMap(([pgid, pid = 0]) => (pgid === group ? [pid] : [])).toReversed();
}

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
