import { spawn } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { wrapCommand } from "@chronos-job/core";
import { type MemoryHostOptions, setUp, startLyingServer, tempDir } from "@chronos-job/testkit";
import { expect, test } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";
import { type SshServer, startSshServer, whyNoSsh } from "./ssh-server.ts";

const whyNot = whyNoSsh();
let ssh: SshServer;

setUp(whyNot, async (open) => {
	ssh = open.use(await startSshServer());
});

const train = { name: "train", command: "true", schedule: "R/2100-01-01T00:00:00Z/P1D" };

/** Somebody whose current context leads to a server by way of an SSH destination. */
async function far(via = "login", command = train.command) {
	const chronos = await startLyingServer({ jobs: [{ ...train, command }] });
	const contexts = { far: { url: chronos.url, via } };
	const home = tempDir({ ".config/chronos-job/config.json": JSON.stringify({ current: "far", contexts }) });
	const machine = memoryMachine(home.path);
	const env = { HOME: home.path, PATH: process.env["PATH"] ?? "", CHRONOS_SSH: ssh.command };
	const folder = `${home.path}/.cache/chronos-job/ssh`;
	const found = (end: string) => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith(end));

	async function order(word: string): Promise<string> {
		const [socket] = found(".c");
		if (socket === undefined) return "";
		return (
			await machine.host().runProgram([...env.CHRONOS_SSH.split(" "), "-S", `${folder}/${socket}`, "-O", word, via])
		).stderr;
	}
	async function type(words: readonly string[], options: Partial<MemoryHostOptions> = {}) {
		const host = machine.host({ env, isRunning: () => true, ...options });
		return { exit: await main(words, host), ...host.written };
	}
	return {
		chronos,
		env,
		home: home.path,
		type,
		list: () => type(["list", "--output", "name"]),
		/** The process that keeps the connection. */
		master: async () => Number(/pid=(\d+)/.exec(await order("check"))?.[1]),
		/** The connection lives, and what was forwarded does not. */
		forget: () => rmSync(`${folder}/${found(".s")[0] ?? ""}`),
		async [Symbol.asyncDispose]() {
			await order("exit");
			await machine[Symbol.asyncDispose]();
			await chronos.close();
			home[Symbol.dispose]();
		},
	};
}

const listed = { exit: 0, stdout: "train\n", stderr: "" };

test("a connection is opened, and used again", async () => {
	await using place = await far();
	const before = ssh.logins();
	expect(await place.list()).toEqual(listed);
	const master = await place.master();
	expect(master).toBeGreaterThan(0);
	expect(await place.list()).toEqual(listed);
	expect([await place.master(), ssh.logins() - before]).toEqual([master, 1]);
	// The server sees the request that it would see without a tunnel.
	const hosts = new Set(place.chronos.requests.map(({ headers }) => headers["host"]));
	expect([...hosts]).toEqual([new URL(place.chronos.url).host]);
});

test("a connection that was killed is opened again", async () => {
	await using place = await far();
	await place.list();
	const master = await place.master();
	process.kill(master, "SIGKILL");
	expect(await place.list()).toEqual(listed);
	expect(await place.master()).not.toBe(master);
});

test("a connection that leads nowhere any more is opened anew", async () => {
	await using place = await far();
	await place.list();
	const master = await place.master();
	place.forget();
	expect(await place.list()).toEqual(listed);
	expect(await place.master()).not.toBe(master);
});

test("a key that nobody knows lets nobody in, which is told with a remedy", async () => {
	await using place = await far("stranger");
	const { exit, stderr } = await place.list();
	expect(exit).toBe(8);
	expect(stderr).toMatch(/^error {2}tunnel\.failed {2}there is no tunnel through stranger: .*Permission denied/);
	expect(stderr).toContain(`Try \`${ssh.command} stranger\` by hand.`);
	expect((await place.type(["context", "test"])).stdout).toMatch(/fails {4}reach .*Permission denied/);
});

test("a server that is gone at the other end is told, and where to look", async () => {
	await using place = await far();
	await place.list();
	await place.chronos.close();
	const { exit, stderr } = await place.list();
	expect(exit).toBe(8);
	expect(stderr).toContain(`nothing answers at ${new URL(place.chronos.url).host}, as login sees it`);
});

test("an SSH server that is gone is told, and found again when it is back", async () => {
	await using place = await far();
	await place.list();
	await ssh.stop();
	try {
		expect(await place.list()).toMatchObject({ exit: 8, stderr: expect.stringContaining("Connection refused") });
	} finally {
		await ssh.start();
	}
	expect(await place.list()).toEqual(listed);
});

test("programs that come at once share one connection", async () => {
	await using place = await far();
	const before = ssh.logins();
	const answers = await Promise.all([runProgram(place.env), runProgram(place.env), runProgram(place.env)]);
	expect(answers).toEqual(answers.map(() => "train\n"));
	expect(ssh.logins() - before).toBe(1);
});

const bin = fileURLToPath(new URL("../src/bin.ts", import.meta.url));

/** What a program of its own prints. */
function runProgram(env: Readonly<Record<string, string>>): Promise<string> {
	const words = ["--conditions=@chronos-job/source", bin, "list", "--output", "name"];
	const child = spawn(process.execPath, words, { env, stdio: ["ignore", "pipe", "pipe"] });
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
	return new Promise((resolve) => child.once("close", () => resolve(said)));
}

test("the log that a job keeps by itself is read through SSH", async () => {
	using elsewhere = tempDir({
		"train.json": JSON.stringify({
			...train,
			schedule: "R1//P1Y",
			retries: 0,
			command: "echo epoch 1; echo größer >&2; exit 3",
		}),
	});
	await using machine = memoryMachine(elsewhere.path);
	const logs = `${elsewhere.path}/it's logs`;
	expect(await main(["submit", "train.json", "--wait", "--log-dir", logs], machine.host())).toBe(1);
	await using place = await far("login", wrapCommand(train.command, logs));
	expect((await place.type(["logs", "train"])).stdout.split("\n").toSorted()).toEqual(["", "epoch 1", "größer"]);
	expect((await place.type(["logs", "train", "--tail", "1", "--follow"])).stdout).toMatch(/^(?:epoch 1|größer)\n$/);
	await ssh.stop();
	try {
		expect(await place.type(["logs", "train"])).toMatchObject({ exit: 8 });
	} finally {
		await ssh.start();
	}
});
