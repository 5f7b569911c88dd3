import { readFileSync, writeFileSync } from "node:fs";
import { systemClock } from "@chronos-job/core";
import { tempDir, type TempDir } from "@chronos-job/testkit";
import { expect, it } from "vitest";
import type { Host } from "../src/host.ts";
import { main } from "../src/main.ts";
import { fakeTerminal } from "./fake-terminal.ts";
import { memoryMachine } from "./memory-machine.ts";

const escape = "\u001B";
const job = (name: string, command = "sleep 60") =>
	JSON.stringify({ name, command, schedule: "R/2030-01-01T00:00:00Z/P1D", owner: "ada@example.org", retries: 0 });

const systemTime = {
	now: () => systemClock.now(),
	sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms, signal),
};

interface OpenOptions {
	readonly env?: Readonly<Record<string, string>>;
	/** What the program may touch, with a fault in it. */
	readonly changed?: (host: Host) => Host;
}

/** The dashboard over the Chronos of a machine that has some jobs. */
async function open(
	dir: TempDir,
	words: readonly string[] = [],
	{ env = {}, changed = (host) => host }: OpenOptions = {},
) {
	const machine = memoryMachine(dir.path);
	const quiet = machine.host({ env: { HOME: dir.path, PATH: process.env["PATH"] ?? "" } });
	expect(await main(["submit", "jobs"], quiet)).toBe(0);
	const terminal = fakeTerminal();
	const shell = machine.host({
		env: { HOME: dir.path, PATH: process.env["PATH"] ?? "", LANG: "C.UTF-8", ...env },
	});
	const ended = main(["tui", ...words], changed({ ...shell, ...systemTime, terminal }));
	return {
		terminal,
		shell,
		ended,
		machine,
		async [Symbol.asyncDispose]() {
			terminal.type("\u0003");
			await ended;
			await main(["local", "stop"], machine.host());
			await machine[Symbol.asyncDispose]();
		},
	};
}

const twoJobs = () => tempDir({ "jobs/a.json": job("alpha"), "jobs/b.json": job("beta") });

it("draws the jobs, leaves by q, and leaves the terminal as it was", async () => {
	using dir = twoJobs();
	await using scene = await open(dir);
	const { terminal, ended } = scene;
	await terminal.until("beta");
	expect(terminal.isRaw()).toBe(true);
	terminal.type("q");
	expect(await ended).toBe(0);
	expect(terminal.isRaw()).toBe(false);
	for (const mode of ["?1049", "?2004"]) {
		const [on, off] = [`${escape}[${mode}h`, `${escape}[${mode}l`];
		expect(terminal.written().lastIndexOf(off)).toBeGreaterThan(terminal.written().lastIndexOf(on));
	}
	expect(terminal.written()).toContain(`${escape}[?25h`);
});

it("draws before anything is asked of a server, and says what keeps it from one", async () => {
	using dir = twoJobs();
	await using scene = await open(dir, [], { env: { CHRONOS_URL: "http://127.0.0.1:1" } });
	expect(await scene.terminal.until("connecting")).toContain("http://127.0.0.1:1");
	await scene.terminal.until("offline");
});

it("runs, kills and deletes by the program's own commands, after a question", async () => {
	using dir = twoJobs();
	await using scene = await open(dir);
	const { terminal, machine } = scene;
	await terminal.until("beta");
	terminal.type("r");
	await terminal.until("[y/N]");
	terminal.type("y");
	await terminal.until("1 running");
	terminal.type("\u000B");
	await terminal.until("[y/N]");
	terminal.type("y");
	await terminal.until(/0 running/);
	terminal.type("x");
	await terminal.until("[y/N]");
	terminal.type("\r");
	await terminal.until("nothing was changed");
	terminal.type("x");
	await terminal.until("[y/N]");
	terminal.type("y");
	await terminal.until("/ 1 ");
	const shell = machine.host();
	expect(await main(["list"], shell)).toBe(0);
	expect(shell.written.stdout).toContain("beta");
	expect(shell.written.stdout).not.toContain("alpha");
});

it("shows in a pane what the command of that name prints, and follows a log", async () => {
	using dir = tempDir({ "jobs/a.json": job("alpha", "echo written-by-alpha; sleep 60") });
	await using scene = await open(dir);
	const { terminal } = scene;
	await terminal.until("alpha");
	terminal.type("W");
	await terminal.until("2030-01-01");
	terminal.type(escape);
	await terminal.until("SCHEDULE");
	expect(await main(["run", "alpha"], scene.machine.host())).toBe(0);
	terminal.type("l");
	await terminal.until("written-by-alpha");
});

it("stops like any other program, and goes on where it stood", async () => {
	using dir = twoJobs();
	await using scene = await open(dir);
	const { terminal } = scene;
	await terminal.until("beta");
	terminal.type("\u001A");
	terminal.type("?");
	await terminal.until("here: jobs");
	await terminal.untilWritten(/\?1049l[^]*\?2004h/);
	expect({ isRaw: terminal.isRaw(), suspensions: terminal.suspensions() }).toEqual({ isRaw: true, suspensions: 1 });
});

it("gives the terminal to an editor, whose Ctrl-C is its own, and sends what was saved", async () => {
	using dir = twoJobs();
	await using scene = await open(dir);
	const { terminal, shell } = scene;
	await terminal.until("beta");
	terminal.type("q");
	await scene.ended;
	const second = fakeTerminal();
	const wasRaw: boolean[] = [];
	async function runEditor(words: readonly string[]): Promise<number> {
		wasRaw.push(second.isRaw());
		second.send("SIGINT");
		const file = words.at(-1) ?? "";
		writeFileSync(file, readFileSync(file, "utf8").replace("sleep 60", "sleep 61"));
		return 0;
	}
	const env = { ...shell.env, EDITOR: "vi" };
	const ended = main(["tui"], { ...shell, ...systemTime, env, runEditor, terminal: second });
	await second.until("beta");
	second.type("e");
	await second.until("[y/N]");
	second.type("y");
	await second.until(/updated|changed|replaced/);
	second.type("\u0003");
	expect(await ended).toBe(0);
	const reader = scene.machine.host();
	expect(await main(["show", "alpha"], reader)).toBe(0);
	expect({ wasRaw, shown: reader.written.stdout }).toMatchObject({
		wasRaw: [false],
		shown: expect.stringContaining("sleep 61"),
	});
});

it("goes to another context and asks that one", async () => {
	using dir = twoJobs();
	await using scene = await open(dir);
	const { terminal, machine } = scene;
	expect(await main(["context", "add", "away", "http://127.0.0.1:1"], machine.host())).toBe(0);
	terminal.type("q");
	await scene.ended;
	const second = fakeTerminal();
	const ended = main(["tui"], { ...scene.shell, ...systemTime, terminal: second });
	await second.until("beta");
	second.type(":ctx away\r");
	await second.until("offline");
	second.type("q");
	expect(await ended).toBe(0);
});

it.each(["SIGTERM", "SIGHUP", "SIGINT"] as const)("%s ends it, and the terminal is as it was", async (signal) => {
	using dir = twoJobs();
	await using scene = await open(dir);
	const { terminal, ended } = scene;
	await terminal.until("beta");
	terminal.send(signal);
	expect(await ended).toBe(130);
	expect(terminal.isRaw()).toBe(false);
});

it.each<readonly [string, (host: Host, isBroken: () => boolean) => Host]>([
	["the clock", (host, isBroken) => ({ ...host, now: breaking(host.now, isBroken) })],
	[
		"the disk",
		(host, isBroken) => ({ ...host, files: { ...host.files, existsSync: breaking(host.files.existsSync, isBroken) } }),
	],
])("a bug of %s ends it, and the terminal is as it was", async (_, broken) => {
	using dir = twoJobs();
	const bug = { wanted: false };
	// Once is enough.
	const isBroken = (): boolean => bug.wanted && !(bug.wanted = false);
	await using scene = await open(dir, [], { changed: (host) => broken(host, isBroken) });
	const { terminal, ended, shell } = scene;
	await terminal.until("beta");
	bug.wanted = true;
	terminal.type("s");
	expect(await ended).toBe(70);
	expect(terminal.isRaw()).toBe(false);
	const written = terminal.written();
	expect(written.lastIndexOf(`${escape}[?1049l`)).toBeGreaterThan(written.lastIndexOf(`${escape}[?1049h`));
	expect(written).toContain(`${escape}[?25h`);
	expect(shell.written.stderr).toContain("it is broken");
});

function breaking<Words extends readonly unknown[], Result>(
	work: (...words: Words) => Result,
	isBroken: () => boolean,
): (...words: Words) => Result {
	return (...words) => {
		if (isBroken()) throw new TypeError("it is broken");
		return work(...words);
	};
}

it("tells changes in sentences, and draws no box, for those who hear it", async () => {
	using dir = tempDir({ "jobs/a.json": job("alpha", "exit 3") });
	await using scene = await open(dir, ["--screen-reader"]);
	const { terminal } = scene;
	await terminal.untilWritten("1 job: 0 running, 0 queued, 0 failed.");
	expect(await main(["run", "alpha"], scene.machine.host())).toBe(0);
	await terminal.untilWritten(/alpha failed, exit 3, after \d+ s\./);
	terminal.type("?");
	await terminal.untilWritten(/q.*: .*\./);
	expect(terminal.written()).not.toMatch(/[\u2500-\u257F]|\[\?1049h|\[\d*[AJK]/);
});

it("settings that cannot be understood are told with their place, and the others hold", async () => {
	using dir = twoJobs();
	expect(await main(["context", "add", "away", "http://127.0.0.1:1"], memoryMachine(dir.path).host())).toBe(0);
	writeFileSync(`${dir.path}/.config/chronos-job/tui.json`, '{\n\t"ascii": true,\n\t"tehme": "mono"\n}\n');
	await using scene = await open(dir);
	const { terminal, shell } = scene;
	await terminal.until("beta");
	expect(shell.written.stderr).toContain('tui.json:3:2: there is no setting "tehme"; there is "theme"');
	expect(terminal.written()).not.toContain("▲");
});

it("a view that there is not is told, and another one shown", async () => {
	using dir = twoJobs();
	await using scene = await open(dir, ["--view", "mine"]);
	await scene.terminal.until("beta");
	expect(scene.shell.written.stderr).toContain('there is no view "mine"; there are all, failed');
});

it("a theme that there is not is refused", async () => {
	using dir = twoJobs();
	await using scene = await open(dir, ["--theme", "pink"]);
	expect(await scene.ended).toBe(2);
	expect(scene.shell.written.stderr).toContain("Write one of default, high-contrast, colour-blind, mono.");
});

it("what cannot be changed is refused in words", async () => {
	using dir = twoJobs();
	await using scene = await open(dir, ["--readonly"]);
	const { terminal } = scene;
	await terminal.until("beta");
	terminal.type("x");
	expect(await terminal.until(/read-only/)).not.toContain("[y/N]");
});

it("remembers what was chosen and typed until the next time", async () => {
	using dir = twoJobs();
	await using scene = await open(dir);
	const { terminal, shell, ended } = scene;
	await terminal.until("beta");
	terminal.type("/alp\r");
	await terminal.until("1/2");
	terminal.type(escape);
	await terminal.until("beta");
	terminal.type("M");
	await terminal.until("by mem");
	terminal.type("q");
	await ended;
	const second = fakeTerminal();
	const again = main(["tui"], { ...shell, ...systemTime, terminal: second });
	await second.until("by mem");
	await second.until("beta");
	second.type(`/${escape}[A`);
	await second.until("/alp");
	second.type(escape);
	await second.until("by mem");
	second.type("\u0003\u0003");
	expect(await again).toBe(0);
});

it.each([
	[{ TERM: "dumb" }, "TERM=dumb"],
	[{ CI: "true" }, "CI is set"],
])("with %j it refuses", async (env, reason) => {
	using dir = twoJobs();
	await using scene = await open(dir, [], { env });
	expect(await scene.ended).toBe(2);
	expect(scene.shell.written.stderr).toContain(reason);
});

it("says where its settings are", async () => {
	using dir = tempDir({});
	const shell = memoryMachine(dir.path).host();
	expect(await main(["tui", "--info"], shell)).toBe(0);
	expect(shell.written.stdout).toBe(
		`settings    ${dir.path}/.config/chronos-job/tui.json\nremembered  ${dir.path}/.local/state/chronos-job/tui.json\n`,
	);
});

it.each([
	["hears of the table", { answers: ["never asked"] }, true],
	["behind a pipe hears of nothing else", {}, false],
])("who asks for nothing gets help, and %s", async (_, options, isOffered) => {
	using dir = tempDir({});
	const shell = memoryMachine(dir.path).host(options);
	expect(await main([], shell)).toBe(0);
	expect(shell.written.stdout.startsWith("chronos-job <command>")).toBe(true);
	expect(shell.written.stdout.includes("opens a live table")).toBe(isOffered);
	expect(shell.questions).toEqual([]);
});
