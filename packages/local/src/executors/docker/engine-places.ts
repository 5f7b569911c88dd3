import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readAccount } from "../host-facts.ts";
import { type EngineTls, type ParsedEndpoint, parseEndpoint } from "./endpoint.ts";

/** The variables that docker and podman look at. */
export type EngineEnvironment = Readonly<
	Partial<
		Record<
			| "DOCKER_HOST"
			| "REGISTRY_AUTH_FILE"
			| "DOCKER_CONTEXT"
			| "DOCKER_CONFIG"
			| "DOCKER_TLS"
			| "DOCKER_TLS_VERIFY"
			| "DOCKER_CERT_PATH"
			| "CONTAINER_HOST"
			| "XDG_RUNTIME_DIR"
			| "HOME",
			string
		>
	>
>;

export interface EnginePlace {
	readonly endpoint: ParsedEndpoint;
	/** Who wants this one and no other; absent for places where an engine may be. */
	readonly wish?: EngineWish;
}

export interface EngineWish {
	/** `DOCKER_HOST`, or the docker context and its name. */
	readonly by: string;
	/** What makes the wish go away. */
	readonly undo: string;
}

/** Where to look for an engine, the likeliest place first; a wish leaves only one. */
export async function readEnginePlaces(environment: EngineEnvironment): Promise<readonly EnginePlace[]> {
	const { DOCKER_HOST: dockerHost = "", CONTAINER_HOST: containerHost = "" } = environment;
	if (dockerHost !== "") {
		const endpoint = await readHostEndpoint(dockerHost, environment);
		return [{ endpoint, wish: { by: "DOCKER_HOST", undo: "unset DOCKER_HOST" } }];
	}
	const chosen = await readContext(environment);
	if (chosen !== undefined) return [chosen];
	if (containerHost === "") return usualPlaces(environment);
	const wish = { by: "CONTAINER_HOST", undo: "unset CONTAINER_HOST" };
	return [{ endpoint: parseEndpoint(containerHost), wish }];
}

function usualPlaces({ XDG_RUNTIME_DIR: given = "", HOME: home = "" }: EngineEnvironment): readonly EnginePlace[] {
	// Without a login session nobody sets it, and the sockets are there all the same.
	const runtime = given === "" ? `/run/user/${String(readAccount().uid)}` : given;
	const sockets = [
		"/var/run/docker.sock",
		join(runtime, "docker.sock"),
		join(runtime, "podman/podman.sock"),
		// Docker Desktop.
		...(home === "" ? [] : [join(home, ".docker/run/docker.sock"), join(home, ".docker/desktop/docker.sock")]),
		"/run/podman/podman.sock",
	];
	return sockets.map((socketPath) => ({ endpoint: { kind: "unix", text: `unix://${socketPath}`, socketPath } }));
}

async function readHostEndpoint(text: string, environment: EngineEnvironment): Promise<ParsedEndpoint> {
	const { DOCKER_TLS_VERIFY: verify = "", DOCKER_TLS: secure = "" } = environment;
	if (text.startsWith("unix:") || `${verify}${secure}` === "") return parseEndpoint(text);
	const folder = certificatesIn(environment);
	const tls = await readTls(folder, verify === "");
	if (tls.ca !== undefined || verify === "") return parseEndpoint(text, tls);
	// Docker does not fall back on the authorities of the machine either.
	return {
		kind: "unusable",
		text,
		reason: `${text} is to be asked with TLS, and ${join(folder, "ca.pem")} cannot be read`,
		advice: "Run `export DOCKER_CERT_PATH=FOLDER` with the folder of ca.pem, cert.pem and key.pem.",
	};
}

function certificatesIn(environment: EngineEnvironment): string {
	const { DOCKER_CERT_PATH: path = "" } = environment;
	return path === "" ? configFolderOf(environment) : path;
}

async function readTls(folder: string, skipsVerification: boolean): Promise<EngineTls> {
	const [ca, cert, key] = await Promise.all(["ca", "cert", "key"].map((name) => readText(join(folder, `${name}.pem`))));
	return { folder, ca, cert, key, skipsVerification };
}

/** Where docker keeps what it knows. */
export function configFolderOf({ DOCKER_CONFIG: config = "", HOME: home = "/" }: EngineEnvironment): string {
	return config === "" ? join(home, ".docker") : config;
}

async function readContext(environment: EngineEnvironment): Promise<EnginePlace | undefined> {
	const folder = configFolderOf(environment);
	const { DOCKER_CONTEXT: wanted = "" } = environment;
	const { currentContext = "" } = parseDockerFile(await readText(join(folder, "config.json")));
	const name = wanted === "" ? currentContext : wanted;
	if (name === "" || name === "default") return undefined;
	const undo = wanted === "" ? "docker context use default" : "unset DOCKER_CONTEXT";
	return { endpoint: await readContextEndpoint(folder, name), wish: { by: `the docker context ${name}`, undo } };
}

async function readContextEndpoint(folder: string, name: string): Promise<ParsedEndpoint> {
	const id = hash("sha256", name);
	const metaText = await readText(join(folder, "contexts/meta", id, "meta.json"));
	const { Host: host, SkipTLSVerify: skipsVerification = false } = parseDockerFile(metaText).Endpoints?.docker ?? {};
	if (host === undefined) {
		const lack = metaText === undefined ? "there is none of that name" : "it names no engine";
		return { kind: "unusable", text: name, reason: lack };
	}
	const tls = await readTls(join(folder, "contexts/tls", id, "docker"), skipsVerification);
	const isSecured = tls.ca !== undefined || tls.cert !== undefined || skipsVerification;
	return parseEndpoint(host, isSecured ? tls : undefined);
}

/** What is read of the two kinds of files that docker has. */
interface DockerFile {
	readonly currentContext?: string;
	readonly Endpoints?: { readonly docker?: { readonly Host?: string; readonly SkipTLSVerify?: boolean } };
}

function parseDockerFile(text: string | undefined): DockerFile {
	try {
		return JSON.parse(text ?? "{}");
	} catch {
		return {};
	}
}

async function readText(file: string): Promise<string | undefined> {
	return readFile(file, "utf8").catch(() => undefined);
}
