import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { createServer } from "node:http";
import { userInfo } from "node:os";
import { type MemoryHost, tempDir } from "@chronos-job/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession } from "../src/command/session.ts";
import { main } from "../src/main.ts";
import { memoryMachine } from "./memory-machine.ts";

const sshd = [process.env["CHRONOS_TEST_SSHD"] ?? "", "/usr/sbin/sshd"].find((path) => existsSync(path));
const keygen = "ssh-keygen";
const missing = [sshd === undefined, "there is no sshd on this machine"] as const;

/** An SSH server on loopback, for this user and one key; started and ended by its own number. */
class SshServer {
	readonly port: number;
	readonly #child: ChildProcess;

	private constructor(port: number, child: ChildProcess) {
		this.port = port;
		this.#child = child;
	}

	static async start(folder: string): Promise<SshServer> {
		const port = await freePort();
		for (const key of ["host-key", "user-key"]) {
			execFileSync(keygen, ["-q", "-t", "ed25519", "-N", "", "-f", `${folder}/${key}`]);
		}
		writeFileSync(`${folder}/sshd_config`, serverConfig(folder, port));
		writeFileSync(`${folder}/ssh_config`, clientConfig(folder, port));
		const child = spawn(sshd ?? "", ["-D", "-e", "-f", `${folder}/sshd_config`], {
			stdio: ["ignore", "ignore", "pipe"],
		});
		await new Promise<void>((resolve, reject) => {
			let said = "";
			child.stderr?.on("data", (chunk) => {
				said += String(chunk);
				if (said.includes("Server listening")) resolve();
			});
			child.once("exit", () => reject(new Error(`sshd has ended: ${said}`)));
		});
		return new SshServer(port, child);
	}

	async stop(): Promise<void> {
		const ended = new Promise((resolve) => this.#child.once("exit", resolve));
		this.#child.kill("SIGTERM");
		await ended;
	}
}

function serverConfig(folder: string, port: number): string {
	return `Port ${port}
ListenAddress 127.0.0.1
HostKey ${folder}/host-key
AuthorizedKeysFile ${folder}/user-key.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin yes
`;
}

function clientConfig(folder: string, port: number): string {
	const host = (name: string, key: string) => `Host ${name}
  HostName 127.0.0.1
  Port ${port}
  User ${userInfo().username}
  IdentityFile ${folder}/${key}
  IdentitiesOnly yes
  IdentityAgent none
  StrictHostKeyChecking no
  UserKnownHostsFile /dev/null
`;
	return host("login", "user-key") + host("stranger", "host-key");
}

function freePort(): Promise<number> {
	const server = createTcpServer();
	return new Promise((resolve) => {
		server.listen(0, "127.0.0.1", () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}

describe("through ssh", () => {
	const dir = tempDir();
	let server: SshServer | undefined;
	const hosts: (string | undefined)[] = [];
	const chronos = createServer((request, response) => {
		hosts.push(request.headers.host);
		response.writeHead(200, { "content-type": "application/json" }).end(request.url === "/ping" ? "pong" : "[]");
	});
	let url = "";

	beforeAll(async () => {
		if (sshd !== undefined) server = await SshServer.start(dir.path);
		await new Promise<void>((resolve) => chronos.listen(0, "127.0.0.1", resolve));
		url = `http://localhost:${(chronos.address() as AddressInfo).port}`;
	});
	afterAll(async () => {
		await server?.stop();
		chronos.closeAllConnections();
		await new Promise((resolve) => chronos.close(resolve));
		dir[Symbol.dispose]();
	});

	async function at(via: string, act: (host: MemoryHost, cache: string) => Promise<void>): Promise<void> {
		using home = tempDir({
			".config/chronos-job/config.json": JSON.stringify({ current: "far", contexts: { far: { url, via } } }),
		});
		await using machine = memoryMachine(home.path);
		const host = machine.host({ env: { HOME: home.path, CHRONOS_SSH: `ssh -F ${dir.path}/ssh_config` } });
		const folder = `${home.path}/.cache/chronos-job/ssh`;
		try {
			await act(host, folder);
		} finally {
			await endMaster(host, folder);
		}
	}

	function controlOf(folder: string): string | undefined {
		return existsSync(folder) ? readdirSync(folder).find((name) => name.endsWith(".c")) : undefined;
	}

	async function ssh(host: MemoryHost, folder: string, order: string): Promise<string> {
		const words = ["ssh", "-F", `${dir.path}/ssh_config`, "-S", `${folder}/${controlOf(folder)}`, "-O", order, "login"];
		return (await host.runProgram(words)).stderr;
	}

	async function endMaster(host: MemoryHost, folder: string): Promise<void> {
		if (controlOf(folder) !== undefined) await ssh(host, folder, "exit");
	}

	async function list(host: MemoryHost): Promise<readonly unknown[]> {
		const session = createSession(host, { event: () => undefined, note: () => undefined });
		await using client = await session.connectToRead({ context: undefined });
		return client.jobs.list();
	}

	it("a server is reached, the connection is used again, and healed when it is gone", async ({ skip }) => {
		skip(...missing);
		await at("login", async (host, folder) => {
			expect(await list(host)).toEqual([]);
			expect(hosts.at(-1)).toBe(new URL(url).host);
			const first = await ssh(host, folder, "check");
			expect(first).toMatch(/^Master running \(pid=\d+\)/);
			expect(await list(host)).toEqual([]);
			expect(await ssh(host, folder, "check")).toBe(first);
			await ssh(host, folder, "exit");
			expect(await list(host)).toEqual([]);
			expect(await ssh(host, folder, "check")).not.toBe(first);
			// The connection lives, and what was forwarded does not.
			for (const name of readdirSync(folder)) if (name.endsWith(".s")) writeFileSync(`${folder}/gone`, name);
			const socket = `${folder}/${readFileSync(`${folder}/gone`, "utf8")}`;
			execFileSync("rm", [socket]);
			expect(await list(host)).toEqual([]);
		});
	});

	it("what ssh says is told when it lets nobody in", async ({ skip }) => {
		skip(...missing);
		await at("stranger", async (host) => {
			expect(await main(["context", "test"], host)).toBe(8);
			expect(host.written.stdout).toMatch(/fails {4}reach .*there is no tunnel through stranger: .*Permission denied/);
		});
	});

	it("ssh that is not there is told", async () => {
		await at("login", async (host) => {
			const env = { ...host.env, CHRONOS_SSH: "/nowhere/ssh" };
			expect(await main(["context", "test"], { ...host, env })).toBe(8);
			expect(host.written.stdout).toContain("/nowhere/ssh cannot be run (ENOENT)");
		});
	});
});
