import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import * as http from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tempDir } from "@chronos-job/testkit";
import { afterAll, describe, expect, it } from "vitest";

/** Compiled code, for all that is started here. */
const cache = tempDir();
afterAll(() => cache[Symbol.dispose]());

const launcher = fileURLToPath(new URL("../bin/chronos-job.js", import.meta.url));

describe.concurrent("a server on this machine", () => {
	it("is started, runs a job, tells about it, and is stopped", async () => {
		await using home = openHome();
		expect(await home.run("local", "start")).toMatchObject({
			exit: 0,
			stdout: expect.stringMatching(/^started {2}pid \d+: /),
		});
		expect(await home.put({ name: "hello", command: "echo hi; echo oh >&2" })).toBe(204);
		await until(async () => (await home.get("/v1/scheduler/job/hello")).includes('"successCount":1'));
		expect(await home.run("local", "logs", "hello")).toEqual({ exit: 0, stdout: "hi\noh\n", stderr: "" });
		expect(await home.run("local", "logs", "hello", "--stderr")).toMatchObject({ stdout: "oh\n" });
		expect(await home.run("local", "status")).toMatchObject({ exit: 0, stdout: expect.stringMatching(/^running\n/) });
		expect(await home.run("local", "stop")).toMatchObject({
			exit: 0,
			stdout: expect.stringMatching(/^stopped {2}pid \d+\n$/),
		});
		expect(readdirSync(home.state).toSorted()).toEqual(["chronos.db", "lock.db", "sandboxes", "server.log"]);
		expect(await home.run("local", "status")).toMatchObject({
			exit: 1,
			stdout: expect.stringMatching(/^not running\n/),
		});
	});

	it("is one, however many are started at once", async () => {
		await using home = openHome();
		const starts = await Promise.all([1, 2, 3].map(() => home.run("local", "start")));
		expect(starts.map(({ exit, stderr }) => ({ exit, stderr }))).toEqual(starts.map(() => ({ exit: 0, stderr: "" })));
		expect(starts.filter(({ stdout }) => stdout.startsWith("started"))).toHaveLength(1);
		expect(new Set(starts.map(({ stdout }) => /pid \d+/.exec(stdout)?.[0])).size).toBe(1);
		// None of those that came late takes its place.
		await home.run("local", "stop");
		expect(await home.run("local", "status")).toMatchObject({ exit: 1 });
	});

	it("knows after kill -9 what it knew before, and what ran meanwhile", async () => {
		await using home = openHome();
		await home.run("local", "start");
		const wait = `until [ -e '${home.files.path}/go' ]; do sleep 0.02; done`;
		await home.put({ name: "long", command: `touch '${home.files.path}/begun'; ${wait}; echo done` });
		await until(() => existsSync(join(home.files.path, "begun")));
		const { pid } = home.record();
		process.kill(pid, "SIGKILL");
		home.files.write("go", "");
		expect(await home.run("local", "start")).toMatchObject({ exit: 0, stdout: expect.stringMatching(/^started/) });
		expect(home.record().pid).not.toBe(pid);
		expect(await home.run("local", "logs", "long", "--follow")).toMatchObject({ exit: 0, stdout: "done\n" });
	});

	it("leaves running jobs alone when it stops, unless it is told to end them", async () => {
		await using home = openHome();
		await home.run("local", "start");
		await home.put({ name: "long", command: "exec sleep 300" });
		const job = await until(() => sleeperIn(home.state));
		expect(await home.run("local", "stop")).toMatchObject({
			exit: 0,
			stdout: expect.stringMatching(/1 job left running: long\n$/),
		});
		expect(isAlive(job)).toBe(true);
		await home.run("local", "start");
		expect(await home.run("local", "stop", "--stop-jobs")).toMatchObject({
			exit: 0,
			stdout: expect.stringMatching(/ended long\n$/),
		});
		expect(isAlive(job)).toBe(false);
	});

	it("is reset with what it left running, and everything is kept", async () => {
		await using home = openHome();
		await home.run("local", "start");
		await home.put({ name: "long", command: "exec sleep 300" });
		const job = await until(() => sleeperIn(home.state));
		process.kill(home.record().pid, "SIGKILL");
		const { stdout } = await home.run("local", "reset", "--yes", "--output", "json");
		expect(isAlive(job)).toBe(false);
		expect(existsSync(home.state)).toBe(false);
		expect(existsSync(join(JSON.parse(stdout).kept, "chronos.db"))).toBe(true);
	});

	it("does not outlive its state, and nor do its jobs", async () => {
		await using home = openHome();
		await home.run("local", "start");
		await home.put({ name: "long", command: "exec sleep 300" });
		const job = await until(() => sleeperIn(home.state));
		const { pid } = home.record();
		rmSync(home.state, { recursive: true });
		await until(() => !isAlive(pid) && !isAlive(job));
		expect(existsSync(home.state)).toBe(false);
	});

	it("in the foreground ends with a signal, and says so", async () => {
		await using home = openHome();
		const child = home.spawn("local", "start", "--foreground");
		const ended = resultOf(child);
		await until(() => existsSync(join(home.state, "server.json")));
		child.kill("SIGTERM");
		expect(await ended).toMatchObject({
			exit: 0,
			stderr: expect.stringMatching(/listens on .*\nstops because of SIGTERM; leaves no job\nstopped\n/),
		});
	});

	it("answers while it looks for GPUs, and gives each job its own when they are found", async () => {
		using driver = tempDir({ "bin/nvidia-smi": slowDriver });
		chmodSync(join(driver.path, "bin/nvidia-smi"), 0o755);
		await using home = openHome({ PATH: `${driver.path}/bin:${process.env["PATH"]}` });
		expect(await home.run("local", "start", "--cpus", "4")).toMatchObject({
			exit: 0,
			stdout: expect.stringContaining(", gpus still being looked for, at "),
		});
		for (const name of ["a", "b", "c"]) {
			const wait = `until [ -e '${home.files.path}/go-${name}' ]; do sleep 0.02; done`;
			expect(await home.put({ name, command: `echo $CUDA_VISIBLE_DEVICES; ${wait}`, gpus: 1 })).toBe(204);
		}
		await home.put({ name: "blind", command: 'echo "sees <$CUDA_VISIBLE_DEVICES>"' });
		const reasons = async (name: string): Promise<readonly { readonly type: string }[]> =>
			JSON.parse(await home.get(`/local/v1/jobs/${name}/why`)).reasons;
		expect(await reasons("a")).toMatchObject([{ type: "looking-for-gpus" }]);
		const printed = (name: string) => until(async () => (await home.run("local", "logs", name)).stdout.trim() || false);
		expect(await printed("blind")).toBe("sees <>");

		driver.write("found", "");
		const capacity = async () => JSON.parse(await home.get("/local/v1/capacity"));
		await until(async () => (await capacity()).running === 2);
		expect(await capacity()).toMatchObject({ isLookingForGpus: false, used: { gpus: 2 }, total: { gpus: 2 } });
		expect(await reasons("c")).toMatchObject([{ type: "needs-capacity", resource: "gpus", free: 0 }]);
		expect(new Set([await printed("a"), await printed("b")])).toEqual(new Set(["GPU-one", "GPU-two"]));

		const freed = await printed("b");
		home.files.write("go-b", "");
		expect(await printed("c")).toBe(freed);
		expect(await home.run("local", "status")).toMatchObject({ stdout: expect.stringContaining("2 of 2 gpus\n") });
	});

	it("is nobody else's: neither its files nor its password", async () => {
		await using home = openHome();
		const { stderr } = await home.run("local", "start", "--http", "127.0.0.1:0");
		expect(stderr).toBe("");
		const modes = readdirSync(home.state).map((name) => [
			name,
			(statSync(join(home.state, name)).mode & 0o077).toString(8),
		]);
		expect(modes).toEqual(modes.map(([name]) => [name, "0"]));
		expect(statSync(home.state).mode & 0o777).toBe(0o700);

		const { pid, url } = home.record();
		const password = readFileSync(join(home.state, "password"), "utf8").trim();
		const open = new URL("v1/scheduler/jobs", url);
		expect((await fetch(open)).status).toBe(401);
		const authorization = `Basic ${btoa(`chronos:${password}`)}`;
		expect((await fetch(open, { headers: { authorization } })).status).toBe(200);
		const stop = new URL("local/v1/stop", url);
		expect((await fetch(stop, { method: "POST", headers: { authorization } })).status).not.toBe(202);

		const { stdout } = await home.run("local", "env");
		expect(stdout).toContain(`export CHRONOS_URL=${url.replace(/\/$/, "")}\n`);
		const said = [stdout, readFileSync(join(home.state, "server.log"), "utf8")];
		const shown = ["cmdline", "environ"].map((name) => readFileSync(`/proc/${pid}/${name}`, "utf8"));
		expect([...said, ...shown].filter((text) => text.includes(password))).toEqual([]);
	});
});

/** Tells of two GPUs, once somebody has found them. */
const slowDriver = `#!/bin/sh
until [ -e "\${0%/*}/../found" ]; do sleep 0.02; done
echo "GPU 0: NVIDIA H100 (UUID: GPU-one)"
echo "GPU 1: NVIDIA H100 (UUID: GPU-two)"
`;

interface Finished {
	readonly exit: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** Somebody's home, with the program and what it starts; whatever is left running ends with it. */
function openHome(own: Readonly<Record<string, string>> = {}) {
	const files = tempDir();
	const state = join(files.path, ".local/state/chronos-job");
	const env = { HOME: files.path, PATH: process.env["PATH"], XDG_CACHE_HOME: cache.path, ...own };
	const start = (...words: readonly string[]) =>
		spawn(process.execPath, [launcher, ...words], { cwd: files.path, env });
	const run = (...words: readonly string[]) => resultOf(start(...words));
	const record = (): { readonly pid: number; readonly socket: string; readonly url: string } =>
		JSON.parse(readFileSync(join(state, "server.json"), "utf8"));
	const send = (method: string, path: string, body?: object) => ask(record().socket, { method, path, body });
	return {
		files,
		state,
		run,
		spawn: start,
		record,
		get: async (path: string) => (await send("GET", path)).text,
		put: async (job: object) => (await send("POST", "/v1/scheduler/iso8601", { schedule: "R1//P1Y", ...job })).status,
		async [Symbol.asyncDispose]() {
			await run("local", "stop", "--stop-jobs");
			files[Symbol.dispose]();
		},
	};
}

function resultOf(child: ChildProcess): Promise<Finished> {
	const said = { stdout: "", stderr: "" };
	child.stdout?.on("data", (text) => (said.stdout += text));
	child.stderr?.on("data", (text) => (said.stderr += text));
	return new Promise((resolve) => child.once("close", (exit) => resolve({ exit, ...said })));
}

function ask(
	socketPath: string,
	{ method, path, body }: { readonly method: string; readonly path: string; readonly body?: object | undefined },
): Promise<{ readonly status: number | undefined; readonly text: string }> {
	return new Promise((resolve, reject) => {
		const headers = { "content-type": "application/json" };
		const request = http.request({ socketPath, method, path, headers, agent: false }, (reply) => {
			let text = "";
			reply.on("data", (chunk) => (text += chunk));
			reply.on("end", () => resolve({ status: reply.statusCode, text }));
		});
		request.once("error", reject);
		request.end(body && JSON.stringify(body));
	});
}

/** The process of a job that sleeps in a sandbox of this state. */
function sleeperIn(state: string): number | undefined {
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.find((pid) => {
			const read = (name: string) => readFileSync(`/proc/${pid}/${name}`, "utf8");
			try {
				return read("cmdline").startsWith("sleep\0") && read("environ").includes(`MESOS_SANDBOX=${state}`);
			} catch {
				return false;
			}
		});
}

/** What has ended may still be there until somebody asks how it did. */
function isAlive(pid: number): boolean {
	try {
		return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
	} catch {
		return false;
	}
}

async function until<T>(look: () => T | Promise<T>): Promise<NonNullable<T>> {
	for (let looks = 0; looks < 2000; looks += 1) {
		const found = await look();
		if (found !== undefined && found !== null && found !== false) return found;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	throw new Error("it never came");
}
