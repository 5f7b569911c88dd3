import { chmodSync, writeFileSync } from "node:fs";
import * as http from "node:http";
import * as https from "node:https";
import { nodeTransport } from "@chronos-job/core";
import { startLyingServer, startMesos, tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine, type MemoryMachine } from "./memory-machine.ts";

type Words = readonly string[];

/** A machine that has run one job on a Chronos of its own. */
async function machineAfter(command: string) {
	const dir = tempDir();
	const machine = memoryMachine(dir.path);
	return {
		run: await machine.runJob({ name: "hello", command }),
		submit: (job: object) =>
			machine.ask("POST", "/v1/scheduler/iso8601", { command: "true", schedule: "R1//P1Y", retries: 0, ...job }),
		get: (path: string) => machine.ask("GET", path),
		path: dir.path,
		host: (options: Parameters<typeof machine.host>[0]) => machine.host(options),
		type: async (...words: Words) => {
			const host = machine.host();
			return { exit: await main(words, host), ...host.written };
		},
		async [Symbol.asyncDispose]() {
			await machine[Symbol.asyncDispose]();
			dir[Symbol.dispose]();
		},
	};
}

describe("the logs of a job on a server of ours", () => {
	it("are both its outputs, one of them, or a part", async () => {
		await using machine = await machineAfter("printf 'one\\ntwo\\nthr\\303\\251e\\n'; echo oh >&2");
		const shown = async (...words: Words) => (await machine.type("logs", "hello", ...words)).stdout;
		expect(await shown()).toBe("one\ntwo\nthrée\noh\n");
		expect(await shown("--stdout", "-n", "1")).toBe("thrée\n");
		expect(await shown("--stdout", "--since", "4", "--attempt", "0")).toBe("two\nthrée\n");
		expect(await shown("--stderr", "-f")).toBe("oh\n");
		expect(await shown("--run", machine.run, "--stderr", "--color", "always")).toBe("\u001B[33moh\n\u001B[39m");
		expect(JSON.parse(await shown("--output", "json"))).toEqual({
			job: "hello",
			taskId: expect.stringMatching(/^ct:\d+:0:hello:$/),
			text: { stdout: "one\ntwo\nthrée\n", stderr: "oh\n" },
		});
		const records = (await shown("--output", "ndjson"))
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line));
		expect(records.slice(1)).toEqual([
			{ type: "output", job: "hello", stream: "stdout", text: "one\ntwo\nthrée\n" },
			{ type: "output", job: "hello", stream: "stderr", text: "oh\n" },
			{ type: "result", job: "hello", taskId: expect.stringMatching(/^ct:/) },
		]);
	});

	it("tell why there are none", async () => {
		await using machine = await machineAfter("true");
		await machine.submit({ name: "big", cpus: 1_000_000 });
		await machine.submit({ name: "later", schedule: "R1/2040-01-01T00:00:00Z/P1Y" });
		const problem = async (...words: Words) => {
			const { exit, stdout, stderr } = await machine.type("logs", ...words);
			expect({ exit, stdout }).toEqual({ exit: 1, stdout: "" });
			return stderr;
		};
		expect(await problem("nope")).toContain("error  job.not-found  there is no job nope\n");
		expect(await problem("nope", "--run", machine.run)).toContain(`run ${machine.run} is one of hello, not of nope\n`);
		expect(await problem("hello", "--run", "999999")).toContain("there is no run 999999\n");
		expect(await problem("hello", "--attempt", "7")).toContain(`there is no attempt 7 of run ${machine.run}\n`);
		const queued = "it needs 1000000 CPUs, and this machine has";
		expect(await problem("big")).toContain(`error  job.no-logs  big has not run yet: ${queued} `);
		const { id } = JSON.parse(await machine.get("/local/v1/jobs/big/runs")).runs[0];
		expect(await problem("big", "--run", String(id))).toContain(`run ${id} of big has had no attempt yet: ${queued} `);
		expect(await problem("later")).toBe(
			"error  job.no-logs  later has not run yet: it is due at Sun 2040-01-01 01:00:00 CET\n  → Run `chronos-job run later` to start it now.\n",
		);
		// Whoever has run and said nothing is no problem.
		expect(await machine.type("logs", "hello")).toEqual({ exit: 0, stdout: "", stderr: "" });
		expect(await machine.type("logs", "hello", "--attempt", "x")).toMatchObject({ exit: 2 });
	});

	it("are followed until somebody has seen enough", async () => {
		await using machine = await machineAfter("true");
		await machine.submit({
			name: "long",
			command: `echo go; while [ -d ${machine.path} ] && [ ! -e ${machine.path}/end ]; do sleep 0.05; done`,
		});
		const enough = new AbortController();
		const host = machine.host({ interrupt: enough.signal });
		const stdout = {
			write: (text: string) => {
				host.stdout.write(text);
				enough.abort();
			},
		};
		// Right after the submit it may not even have started.
		const exit = await main(["logs", "long", "--follow"], { ...host, stdout });
		writeFileSync(`${machine.path}/end`, "");
		expect({ exit, stdout: host.written.stdout }).toEqual({ exit: 130, stdout: "go\n" });
	});
});

interface Surroundings {
	readonly env?: Readonly<Record<string, string>>;
	readonly openTransport?: NonNullable<Parameters<MemoryMachine["host"]>[0]>["openTransport"];
}

async function typeAt(folder: string, { env, openTransport }: Surroundings, ...words: Words) {
	await using machine = memoryMachine(folder);
	const host = machine.host({ env: { HOME: folder, ...env }, ...(openTransport && { openTransport }) });
	return { exit: await main(words, host), ...host.written };
}

/** A network in which port 5050 of some hosts is that of a server here, and nobody else listens there. */
function beside(hosts: Readonly<Record<string, string>>, asked: string[]): Surroundings["openTransport"] & {} {
	return async () => {
		const real = nodeTransport({ http, https });
		return {
			async send(request) {
				const [, host] = /^http:\/\/(.+):5050$/.exec(request.base) ?? [];
				if (host === undefined) return real.send(request);
				asked.push(request.base);
				const base = hosts[host];
				if (base === undefined) throw Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
				return real.send({ ...request, base });
			},
			[Symbol.asyncDispose]: () => real[Symbol.asyncDispose](),
		};
	};
}

describe("the logs of a job on a cluster", () => {
	const job = { name: "train", command: "python3 train.py", schedule: "R1//P1Y" };

	async function typeTo(env: Readonly<Record<string, string>>, ...words: Words) {
		using dir = tempDir();
		return typeAt(dir.path, { env }, ...words);
	}

	it("come from the sandboxes of its Mesos agents", async () => {
		await using chronos = await startLyingServer({ jobs: [job] });
		await using mesos = await startMesos([
			{ id: "ct:2000:1:train:", state: "TASK_FINISHED" },
			{ id: "ct:1000:0:train:", state: "TASK_FAILED" },
		]);
		mesos.write("ct:2000:1:train:", "stdout", "epoch 1 – größer\nepoch 2\n");
		mesos.write("ct:2000:1:train:", "stderr", "warning\n");
		mesos.write("ct:1000:0:train:", "stderr", "out of memory\n");
		const env = { CHRONOS_URL: chronos.url, CHRONOS_MESOS_URL: mesos.master };
		expect(await typeTo(env, "logs", "train")).toEqual({
			exit: 0,
			stdout: "epoch 1 – größer\nepoch 2\nwarning\n",
			stderr: "",
		});
		expect(await typeTo(env, "logs", "train", "-f", "--stdout", "-n", "1")).toMatchObject({ stdout: "epoch 2\n" });
		expect(await typeTo(env, "logs", "train", "--attempt", "0")).toMatchObject({ stdout: "out of memory\n" });
		expect(await typeTo(env, "logs", "train", "--attempt", "9")).toMatchObject({
			exit: 1,
			stderr: "error  job.no-logs  Mesos remembers no attempt 9 of train\n",
		});
		expect(await typeTo(env, "logs", "train", "--run", "1")).toMatchObject({ exit: 2 });
		expect(chronos.writes).toEqual([]);
	});

	it("want a password where Mesos does, which the context says where to find", async () => {
		const credentials = { user: "ada", password: "hunter2" };
		await using chronos = await startLyingServer({ jobs: [job] });
		await using mesos = await startMesos([{ id: "ct:1:0:train:", state: "TASK_FINISHED" }], { credentials });
		mesos.write("ct:1:0:train:", "stdout", "epoch 1\n");
		using dir = tempDir({ netrc: "machine 127.0.0.1 login ada password hunter2\n" });
		chmodSync(`${dir.path}/netrc`, 0o600);
		const env = { M: "hunter2", NETRC: `${dir.path}/netrc` };
		const type = (...words: Words) => typeAt(dir.path, { env }, ...words);
		const add = ["context", "add", "site", chronos.url, "--replace", "--use", "--mesos", mesos.master];
		for (const told of [
			["--mesos-user", "ada", "--mesos-password-from", "env:M"],
			["--mesos-user", "ada", "--mesos-password-from", "command:echo hunter2"],
			["--mesos-password-from", "netrc"],
		]) {
			expect(await type(...add, ...told)).toMatchObject({ exit: 0 });
			expect(await type("logs", "train")).toEqual({ exit: 0, stdout: "epoch 1\n", stderr: "" });
		}
		expect(await type("context", "show", "--output", "json")).toMatchObject({
			stdout: expect.stringContaining('"mesosPassword": "netrc"'),
		});
		const told = { CHRONOS_MESOS_USER: "ada", CHRONOS_MESOS_PASSWORD: "hunter2" };
		const alone = { CHRONOS_URL: chronos.url, CHRONOS_MESOS_URL: mesos.master, ...told };
		expect(await typeTo(alone, "logs", "train")).toMatchObject({ exit: 0, stdout: "epoch 1\n" });
		const asking = ["--mesos-user", "ada", "--mesos-password-from", "prompt"];
		expect(await type(...add, ...asking)).toMatchObject({ exit: 0 });
		expect(await type("logs", "train")).toMatchObject({
			exit: 2,
			stderr: expect.stringContaining("--mesos-password-from file:PATH`, or CHRONOS_MESOS_PASSWORD_FILE with"),
		});
		expect(await type("wait", "train", "--timeout", "1s")).toMatchObject({ exit: 7 });
		expect(await type(...add)).toMatchObject({ exit: 0 });
		const refused = await type("logs", "train");
		expect(refused).toMatchObject({ exit: 4, stderr: expect.stringContaining("Mesos master wants to know who asks") });
		expect(refused.stderr).toContain("--mesos-user USER --mesos-password-from prompt");
	});

	it("come from a Mesos that is found beside Chronos, remembered, and looked for no more when nobody wants that", async () => {
		await using chronos = await startLyingServer({ jobs: [job] });
		await using mesos = await startMesos([{ id: "ct:1:0:train:", state: "TASK_FINISHED" }]);
		mesos.write("ct:1:0:train:", "stdout", "epoch 1\n");
		using dir = tempDir();
		const asked: string[] = [];
		const openTransport = beside({ "leader.example.org": mesos.master }, asked);
		const type = (...words: Words) => typeAt(dir.path, { openTransport }, ...words);
		await type("context", "add", "site", chronos.url, "--use");
		const found = {
			exit: 0,
			stdout: "epoch 1\n",
			stderr: "logs are read from the Mesos at http://leader.example.org:5050, which was found beside Chronos\n",
		};
		expect(await type("logs", "train")).toEqual(found);
		expect(asked.filter((base) => base.includes("127.0.0.1:5050"))).toHaveLength(1);
		expect((await type("context", "show")).stdout).toContain("leader.example.org:5050, which was found");
		asked.length = 0;
		expect(await type("logs", "train")).toEqual(found);
		expect(asked.some((base) => base.includes("127.0.0.1:5050"))).toBe(false);
		await type("context", "add", "site", chronos.url, "--replace", "--mesos", "none");
		asked.length = 0;
		expect(await type("logs", "train")).toMatchObject({ exit: 1, stderr: expect.stringContaining("keeps no logs") });
		expect(asked).toEqual([]);
	});

	it("are looked for anew when what was found is gone", async () => {
		await using chronos = await startLyingServer({ jobs: [job] });
		await using mesos = await startMesos([{ id: "ct:1:0:train:", state: "TASK_FINISHED" }]);
		mesos.write("ct:1:0:train:", "stdout", "epoch 1\n");
		using dir = tempDir();
		const hosts: Record<string, string> = { "127.0.0.1": mesos.standby };
		const type = (...words: Words) => typeAt(dir.path, { openTransport: beside(hosts, []) }, ...words);
		await type("context", "add", "site", chronos.url, "--use");
		expect(await type("logs", "train")).toMatchObject({ exit: 0, stdout: "epoch 1\n" });
		delete hosts["127.0.0.1"];
		expect(await type("logs", "train")).toMatchObject({ exit: 8 });
		hosts["leader.example.org"] = mesos.master;
		expect(await type("logs", "train")).toMatchObject({ exit: 0, stdout: "epoch 1\n" });
	});

	it("are out of reach without Mesos, which is said with what can be done", async () => {
		await using chronos = await startLyingServer({ jobs: [job] });
		using dir = tempDir();
		const alone = { env: { CHRONOS_URL: chronos.url }, openTransport: beside({}, []) };
		const { exit, stderr } = await typeAt(dir.path, alone, "logs", "train");
		expect(exit).toBe(1);
		expect(stderr).toContain("a Chronos that keeps no logs: what train writes stays on the Mesos agent that runs it");
		expect(stderr).toContain("CHRONOS_MESOS_URL");
		expect(await typeAt(dir.path, alone, "logs", "trian")).toMatchObject({
			exit: 1,
			stderr: 'error  job.not-found  the server has no job "trian"\n  → Did you mean `train`?\n',
		});
	});
});
