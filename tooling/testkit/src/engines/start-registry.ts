import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { tempDir } from "../temp-dir.ts";
import type { RegistryLogin } from "./test-engine.ts";

/** A registry of images on this machine that knows one user. */
export interface TestRegistry extends AsyncDisposable {
	/** As names of images begin with it. */
	readonly host: string;
	readonly login: RegistryLogin;
}

const program = "docker-registry";

/** What `docker login` leaves in `config.json`. */
export function authFileOf(host: string, { username, password }: RegistryLogin): string {
	const auth = Buffer.from(`${username}:${password}`).toString("base64");
	return JSON.stringify({ auths: { [host]: { auth } } });
}

/** Why there is no registry to test with on this machine. */
export function whyNoRegistry(): string | undefined {
	return spawnSync(program, ["--version"]).error === undefined ? undefined : `${program} is not installed`;
}

export async function startRegistry(): Promise<TestRegistry> {
	const folder = tempDir({ users: `${usersLine}\n` });
	folder.write("config.yml", configOf(folder.path));
	const child = spawn(program, ["serve", join(folder.path, "config.yml")], {
		cwd: folder.path,
		env: { PATH: process.env["PATH"] ?? "" },
		stdio: ["ignore", "ignore", "pipe"],
	});
	const stop = async () => {
		await end(child);
		folder[Symbol.dispose]();
	};
	try {
		return { host: await addressIn(child.stderr), login, [Symbol.asyncDispose]: stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

const login: RegistryLogin = { username: "alice", password: "open-sesame" };

// What `htpasswd -Bbn` says about that user.
const usersLine = "alice:$2y$05$e5.Ob2Taj.vvrSWaASVLh.6NhlYqfnMBNvhK1xxxFmsSNcAW79ZwW";

function configOf(folder: string): string {
	return `version: 0.1
log: { level: info, formatter: json }
storage: { filesystem: { rootdirectory: "${folder}/images" } }
http: { addr: "127.0.0.1:0" }
auth: { htpasswd: { realm: tests, path: "${folder}/users" } }
`;
}

function addressIn(log: Readable): Promise<string> {
	let said = "";
	return new Promise((resolve, reject) => {
		// It is read to its end: a pipe that nobody reads fills up.
		log.setEncoding("utf8").on("data", (text: string) => {
			said = (said + text).slice(-4000);
			const [, address] = /listening on (127\.0\.0\.1:\d+)/.exec(said) ?? [];
			if (address !== undefined) resolve(address);
		});
		log.once("close", () => reject(new Error(`${program} does not start: ${said.trim()}`)));
	});
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, "exit");
	child.kill("SIGKILL");
	await ended;
}
