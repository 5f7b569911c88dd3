import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { userInfo } from "node:os";
import { tempDir } from "@chronos-job/testkit";

/** An SSH server on loopback, for this user and one key, with keys and files of its own. */
export interface SshServer extends AsyncDisposable {
	/** A program and its options: with it `login` leads to the server, and `stranger` has a key that nobody knows. */
	readonly command: string;
	/** How often somebody was let in. */
	logins(): number;
	start(): Promise<void>;
	/** Ends it with all its connections. */
	stop(): Promise<void>;
}

/** Why no server can be started here; undefined where one can. */
export function whyNoSsh(): string | undefined {
	const program = findSshd();
	if (program === undefined) return "there is no sshd on this machine";
	using dir = tempDir();
	try {
		writeKeysAndConfigs(dir.path, 22);
	} catch (error) {
		return `ssh-keygen does not run here: ${String(error)}`;
	}
	const { status, stderr } = spawnSync(program, ["-t", "-f", `${dir.path}/sshd_config`], { encoding: "utf8" });
	return status === 0 ? undefined : `sshd does not run here: ${stderr.trim()}`;
}

export async function startSshServer(): Promise<SshServer> {
	const dir = tempDir();
	const port = await freePort();
	const program = findSshd() ?? "";
	writeKeysAndConfigs(dir.path, port);
	let child: ChildProcess | undefined;
	let log = "";

	async function start(): Promise<void> {
		const started = spawn(program, ["-D", "-e", "-f", `${dir.path}/sshd_config`], {
			stdio: ["ignore", "ignore", "pipe"],
		});
		child = started;
		await new Promise<void>((resolve, reject) => {
			started.stderr.on("data", (chunk) => {
				log += String(chunk);
				if (String(chunk).includes("Server listening")) resolve();
			});
			started.once("error", reject);
			started.once("exit", () => reject(new Error(`sshd has ended: ${log}`)));
		});
	}

	async function stop(): Promise<void> {
		if (child?.pid === undefined) return;
		const ended = new Promise((resolve) => child?.once("close", resolve));
		// Connections outlive the server that took them.
		for (const pid of familyOf(child.pid)) process.kill(pid, "SIGTERM");
		await ended;
		child = undefined;
	}

	await start();
	return {
		command: `ssh -F ${dir.path}/ssh_config`,
		logins: () => log.split("Accepted publickey").length - 1,
		start,
		stop,
		async [Symbol.asyncDispose]() {
			await stop();
			dir[Symbol.dispose]();
		},
	};
}

/** The program of a server; undefined where there is none. */
function findSshd(): string | undefined {
	return [process.env["CHRONOS_TEST_SSHD"] ?? "", "/usr/sbin/sshd", "/usr/local/sbin/sshd"].find(existsSync);
}

/** A process and all that came of it. */
function familyOf(pid: number): readonly number[] {
	const rows = execFileSync("ps", ["-A", "-o", "ppid=,pid="], { encoding: "utf8" }).trim().split("\n");
	const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number));
	const childrenOf = (parent: number): readonly number[] =>
		pairs.flatMap(([ppid, child = 0]) => (ppid === parent ? [child, ...childrenOf(child)] : []));
	return [pid, ...childrenOf(pid)];
}

function writeKeysAndConfigs(folder: string, port: number): void {
	for (const key of ["host-key", "user-key", "other-key"]) {
		execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", `${folder}/${key}`]);
	}
	writeFileSync(`${folder}/known_hosts`, `here ${readFileSync(`${folder}/host-key.pub`, "utf8")}`);
	writeFileSync(`${folder}/sshd_config`, serverConfig(folder, port));
	writeFileSync(`${folder}/ssh_config`, clientConfig(folder, port));
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
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
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
  HostKeyAlias here
  StrictHostKeyChecking yes
  GlobalKnownHostsFile /dev/null
  UserKnownHostsFile ${folder}/known_hosts
`;
	return host("login", "user-key") + host("stranger", "other-key");
}

function freePort(): Promise<number> {
	const server = createServer();
	return new Promise((resolve) => {
		server.listen(0, "127.0.0.1", () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}
