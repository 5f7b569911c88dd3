import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { wrapCommand } from "@chronos-job/core";
import { startLyingServer, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { openLogFiles } from "../src/follow/log-files.ts";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

type Env = Readonly<Record<string, string>>;

function shellIn(path: string) {
	const machine = memoryMachine(path);
	return {
		async type(words: readonly string[], env: Env = {}) {
			const host = machine.host({ env: { HOME: path, PATH: process.env["PATH"] ?? "", ...env } });
			return { exit: await main(words, host), ...host.written };
		},
		[Symbol.asyncDispose]: () => machine[Symbol.asyncDispose](),
	};
}

describe("submit --log-dir", () => {
	const job = { name: "a", command: "echo it works; exit 3", retries: 0, schedule: "R1//P1Y" };

	it("keeps the output and the exit code in files, and nobody sees how", async () => {
		using dir = tempDir({ "jobs/a.json": JSON.stringify(job) });
		await using shell = shellIn(dir.path);
		const logs = `${dir.path}/it's logs`;
		const looked = await shell.type(["submit", "jobs", "--log-dir", logs, "--dry-run", "--output", "json"]);
		expect(JSON.parse(looked.stdout).steps).toMatchObject([
			{ kind: "create", logDir: logs, spec: { command: job.command } },
		]);
		const first = await shell.type(["submit", "jobs", "--wait", "--log-dir", logs]);
		expect(first).toMatchObject({ exit: 1, stdout: expect.stringContaining("it works\n") });
		const [exit = "", log = ""] = readdirSync(`${logs}/a`).toSorted();
		const read = (name: string) => readFileSync(`${logs}/a/${name}`, "utf8");
		expect([exit.replace(/^\d+/, ""), read(exit), read(log)]).toEqual(["-0.exit", "3\n", "it works\n"]);
		expect((await shell.type(["diff", "jobs"])).stdout).toBe("");
		expect((await shell.type(["pull", "pulled"])).exit).toBe(0);
		expect(JSON.parse(readFileSync(`${dir.path}/pulled/a.json`, "utf8"))).toMatchObject({ command: job.command });
		const shown = await shell.type(["show", "a"]);
		expect(shown.stdout).toContain(logs);
		expect(shown.stdout).not.toContain("cj_");
		const plan = await shell.type(["submit", "jobs", "--log-dir", "none", "--dry-run"]);
		expect(plan.stdout).toContain("logDir");
		expect(plan.stdout).not.toContain("cj_");
	});

	it("refuses a path that other machines could not understand", async () => {
		using dir = tempDir({ "a.json": JSON.stringify(job) });
		await using shell = shellIn(dir.path);
		expect(await shell.type(["submit", "a.json", "--log-dir", "logs"])).toMatchObject({ exit: 2 });
	});
});

describe("logs of a server that keeps none", () => {
	async function aCluster() {
		const dir = tempDir();
		const logs = `${dir.path}/logs`;
		const command = wrapCommand("true", logs);
		const chronos = await startLyingServer({
			jobs: [
				{ name: "train", command, schedule: "R1//P1Y" },
				{ name: "new", command, schedule: "R1//P1Y" },
			],
		});
		mkdirSync(`${logs}/train`, { recursive: true });
		const write = (name: string, text: string | Buffer) => writeFileSync(`${logs}/train/${name}`, text);
		write("2000-1.log", "epoch 1 – größer\nepoch 2\n");
		write("2000-1.exit", "0\n");
		write("1000-0.log", Buffer.from([0x61, 0xff, 0x0a]));
		const shell = shellIn(dir.path);
		return {
			logs,
			write,
			type: (words: readonly string[], env: Env = {}) => shell.type(words, { CHRONOS_URL: chronos.url, ...env }),
			async [Symbol.asyncDispose]() {
				await Promise.all([shell[Symbol.asyncDispose](), chronos[Symbol.asyncDispose]()]);
				dir[Symbol.dispose]();
			},
		};
	}

	it("are in the folder that the job writes to", async () => {
		await using cluster = await aCluster();
		const shown = async (...words: readonly string[]) => (await cluster.type(["logs", "train", ...words])).stdout;
		expect(await shown()).toBe("epoch 1 – größer\nepoch 2\n");
		expect(await shown("-n", "1")).toBe("epoch 2\n");
		expect(await shown("-f")).toBe("epoch 1 – größer\nepoch 2\n");
		expect(await shown("--since", "21")).toBe("epoch 2\n");
		expect(await cluster.type(["logs", "train", "--stderr", "-n", "1"])).toEqual({
			exit: 0,
			stdout: "epoch 2\n",
			stderr: expect.stringContaining("train keeps both outputs in one file"),
		});
		expect(await cluster.type(["logs", "train"])).toMatchObject({ stderr: "" });
		expect(await shown("--attempt", "0")).toBe("a\uFFFD\n");
		expect(JSON.parse(await shown("--output", "json"))).toMatchObject({ taskId: "ct:2000:1:train:" });
	});

	it("are followed until the attempt has ended", async () => {
		await using cluster = await aCluster();
		cluster.write("3000-0.log", "epoch 1\n");
		const following = cluster.type(["logs", "train", "-f"]);
		const end = setTimeout(() => {
			cluster.write("3000-0.log", "epoch 1\nepoch 2\n");
			cluster.write("3000-0.exit", "0\n");
		}, 200);
		expect(await following).toMatchObject({ exit: 0, stdout: "epoch 1\nepoch 2\n" });
		clearTimeout(end);
	});

	it("may not be there, which is said with where they were looked for", async () => {
		await using cluster = await aCluster();
		expect(await cluster.type(["logs", "new"])).toMatchObject({
			exit: 1,
			stderr: expect.stringContaining(`job.no-logs  there is no log in ${cluster.logs}/new on this machine\n`),
		});
		expect(await cluster.type(["logs", "train", "--attempt", "7"])).toMatchObject({
			exit: 1,
			stderr: expect.stringContaining("there is no log of that attempt"),
		});
	});
});

describe("files at the other end of a tunnel", () => {
	// Instead of the options and the destination: what would be typed into a shell there.
	const ssh =
		'#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\n[ "$2" = ada@login ] || exit 255\nshift 2\nexec sh -c "$*"\n';

	it("are read there, byte for byte and part by part", async () => {
		using dir = tempDir({ ssh, "it's/1-0.log": "one\ntwo\n\u00e9", "it's/1-0.exit": "0\n", "it's/2-0.log": "" });
		chmodSync(`${dir.path}/ssh`, 0o755);
		await using machine = memoryMachine(dir.path);
		const host = machine.host({ env: { HOME: dir.path, CHRONOS_SSH: `${dir.path}/ssh -q` } });
		const files = openLogFiles(host, { name: "far", urls: ["http://chronos:4400"], via: "ada@login" });
		const folder = `${dir.path}/it's`;
		expect(await files.names(folder)).toEqual(["1-0.exit", "1-0.log", "2-0.log"]);
		expect(await files.names(`${folder}/none`)).toEqual([]);
		expect(await files.startOfTail(`${folder}/1-0`, 2)).toBe(4);
		expect(await files.read(`${folder}/1-0`, 9)).toEqual({ isOver: true, bytes: Buffer.from([0xa9]) });
		expect(await files.read(`${folder}/2-0`, 0)).toEqual({ isOver: false, bytes: Buffer.from([]) });
	});

	it("cannot be read where nobody can go, which is said", async () => {
		using dir = tempDir({ ssh });
		chmodSync(`${dir.path}/ssh`, 0o755);
		await using machine = memoryMachine(dir.path);
		const host = machine.host({ env: { HOME: dir.path, CHRONOS_SSH: `${dir.path}/ssh` } });
		const files = openLogFiles(host, { name: "far", urls: ["http://chronos:4400"], via: "eve@login" });
		await expect(files.names("/logs")).rejects.toMatchObject({
			code: "job.no-logs",
			message: "the log cannot be read on eve@login: exit code 255",
		});
	});
});
