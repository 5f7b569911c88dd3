import * as http from "node:http";
import { tempDir } from "@chronos-job/testkit";
import { describe, expect, it } from "vitest";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

/** A machine, and how to type into its shell. */
function openMachine() {
	const dir = tempDir();
	const machine = memoryMachine(dir.path);
	return {
		dir,
		type: async (...words: readonly string[]) => {
			const host = machine.host();
			return { exit: await main(words, host), ...host.written };
		},
		async [Symbol.asyncDispose]() {
			await machine[Symbol.asyncDispose]();
			dir[Symbol.dispose]();
		},
	};
}

const state = ".local/state/chronos-job";

/** The status with which the server at a port answers to whoever calls it by a name. */
function statusFor(port: number, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		const request = http.request({ port, host: "127.0.0.1", path: "/v1/scheduler/jobs", headers, agent: false });
		request.once("response", (reply) => resolve(reply.resume().statusCode));
		request.once("error", reject);
		request.end();
	});
}

describe("a server on TCP", () => {
	it("asks for no password where none is wanted, and says so", async () => {
		await using machine = openMachine();
		const started = await machine.type("local", "start", "--http", "127.0.0.1:0", "--no-password");
		expect(started).toMatchObject({
			exit: 0,
			stderr: "warning: without a password every user of this machine can run commands as you\n",
		});
		const { url, ...more } = JSON.parse((await machine.type("local", "env", "-o", "json")).stdout);
		expect(Object.keys(more)).toEqual(["socket"]);
		expect((await fetch(`${url}/v1/scheduler/jobs`)).status).toBe(200);
		const { stdout } = await machine.type("local", "env");
		expect(stdout).not.toContain("CHRONOS_USER");
		expect(stdout).toContain(`# Through TCP, without a password:\n#   curl ${url}/v1/scheduler/jobs\n`);
		const status = await machine.type("local", "status");
		expect(status.stdout).toContain(`${url}/ (no password: every user of this machine can run commands as you)\n`);
		expect(machine.dir.read(`${state}/server.log`)).toContain(" warning: without a password ");
		// Pages of other sites stay out all the same.
		const { port } = new URL(url);
		expect(await statusFor(Number(port), { host: `evil.example.org:${port}` })).toBe(421);
		expect(await statusFor(Number(port), { host: `localhost:${port}` })).toBe(200);
	});

	it("on all addresses is called by the names of the machine", async () => {
		await using machine = openMachine();
		const words = ["--http", "0.0.0.0:0", "--host-name", "Jobs.example.org", "--host-name", "jobs"];
		const started = await machine.type("local", "start", ...words);
		expect(started.stderr).toBe("warning: plain HTTP on all addresses: the network can read the password\n");
		const { url } = JSON.parse((await machine.type("local", "env", "-o", "json")).stdout);
		expect(url).toMatch(/^http:\/\/jobs\.example\.org:\d+$/);
		const { stdout } = await machine.type("local", "env");
		const passwordFile = `${machine.dir.path}/${state}/password`;
		expect(stdout.split("\n").slice(0, 3)).toEqual([
			`export CHRONOS_URL=${url}`,
			"export CHRONOS_USER=chronos",
			`export CHRONOS_PASSWORD_FILE=${passwordFile}`,
		]);
		const password = machine.dir.read(`${state}/password`).trim();
		const authorization = `Basic ${btoa(`chronos:${password}`)}`;
		const port = Number(new URL(url).port);
		const answers = ["jobs.example.org", "jobs", "localhost", "10.1.2.3", "evil.example.org"].map((name) =>
			statusFor(port, { host: `${name}:${port}`, authorization }),
		);
		expect(await Promise.all(answers)).toEqual([200, 200, 200, 200, 421]);
		expect(await statusFor(port, { host: "jobs" })).toBe(401);
		const machines = [...machine.dir.read(`${state}/netrc`).matchAll(/^machine (\S+) login chronos /gm)];
		const names = machines.map(([, name]) => name);
		expect(names.slice(0, 2)).toEqual(["jobs.example.org", "jobs"]);
		expect(names.slice(-3)).toEqual(["127.0.0.1", "localhost", "::1"]);
		expect(names).not.toContain("0.0.0.0");
	});
});
