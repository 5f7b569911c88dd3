import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "@chronos-job/core";
import type { Processes } from "../processes.ts";
import { configFolderOf, type EngineEnvironment } from "./engine-places.ts";
import { type AuthEntry, type Credentials, parseAuthFile } from "./parse-auth-file.ts";
import { type Registry, registryOf } from "./registry-of.ts";
import { withDeadline } from "./with-deadline.ts";

export interface CredentialSearch {
	readonly environment: EngineEnvironment;
	readonly processes: Pick<Processes, "run">;
	readonly clock: Clock;
	/** Where helpers are looked for. */
	readonly path: string;
	readonly uid: number;
	/** Whose files are read first. */
	readonly isPodman: boolean;
}

/** What `docker login` or `podman login` left about the registry of an image, as an engine wants it in its header. */
export async function findCredentials(image: string, search: CredentialSearch): Promise<string | undefined> {
	const found = await findLogin(image, search);
	return found && formatHeader(found, registryOf(image));
}

/** The same as it was left. */
export async function findLogin(image: string, search: CredentialSearch): Promise<Credentials | undefined> {
	const registry = registryOf(image);
	for (const file of filesOf(search)) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- the first that knows decides
		const entries = parseAuthFile(await readText(file), registry);
		// oxlint-disable-next-line eslint/no-await-in-loop -- see above
		const found = await firstOf(entries, registry, search);
		if (found !== undefined) return found;
	}
	return undefined;
}

function filesOf({ environment, uid, isPodman }: CredentialSearch): readonly string[] {
	const { REGISTRY_AUTH_FILE: named = "", XDG_RUNTIME_DIR: runtime = "", HOME: home = "/" } = environment;
	const docker = [join(configFolderOf(environment), "config.json")];
	const podman = [
		join(runtime === "" ? `/run/containers/${String(uid)}` : join(runtime, "containers"), "auth.json"),
		join(home, ".config/containers/auth.json"),
	];
	const usual = isPodman ? [...podman, ...docker] : [...docker, ...podman];
	return named === "" ? usual : [named, ...usual];
}

async function readText(file: string): Promise<string> {
	return readFile(file, "utf8").catch(() => "");
}

async function firstOf(
	entries: readonly AuthEntry[],
	{ server }: Registry,
	search: CredentialSearch,
): Promise<Credentials | undefined> {
	for (const entry of entries) {
		if (entry.kind === "credentials") return entry.credentials;
		// oxlint-disable-next-line eslint/no-await-in-loop -- the first that knows decides
		const found = await askHelper(entry.name, server, search).catch(() => undefined);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** A helper that fails or is not there knows nothing: the registry may want no credentials at all. */
async function askHelper(
	name: string,
	server: string,
	{ processes, clock, environment, path }: CredentialSearch,
): Promise<Credentials | undefined> {
	const set = Object.entries(environment).filter((pair): pair is [string, string] => typeof pair[1] === "string");
	const env = { ...Object.fromEntries(set), PATH: path };
	const { exitCode, stdout } = await withDeadline(clock, mostMs, (signal) =>
		processes.run([`docker-credential-${name}`, "get"], { cwd: "/", env, signal, input: server }),
	);
	if (exitCode !== 0) return undefined;
	const { Username: username = "", Secret: secret = "" }: HelperReply = JSON.parse(stdout);
	if (secret === "") return undefined;
	return username === "<token>" ? { identitytoken: secret } : { username, password: secret };
}

const mostMs = 20_000;

interface HelperReply {
	readonly Username?: string;
	readonly Secret?: string;
}

/** Engines want the padding that base64url goes without elsewhere. */
function formatHeader(credentials: Credentials, { server }: Registry): string {
	const text = JSON.stringify({ ...credentials, serveraddress: server });
	return Buffer.from(text).toString("base64").replaceAll("+", "-").replaceAll("/", "_");
}
