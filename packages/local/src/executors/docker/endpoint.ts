/** Where an engine is reached; `text` is how DOCKER_HOST would say it. */
export type Endpoint = UnixEndpoint | TcpEndpoint;

export interface UnixEndpoint {
	readonly kind: "unix";
	readonly text: string;
	readonly socketPath: string;
}

export interface TcpEndpoint {
	readonly kind: "tcp";
	readonly text: string;
	readonly host: string;
	readonly port: number;
	/** Absent where the engine is talked to in the clear. */
	readonly tls?: EngineTls | undefined;
}

/** PEM texts; those that are absent are not used. */
export interface EngineTls {
	/** Where they were looked for. */
	readonly folder?: string | undefined;
	readonly ca?: string | undefined;
	readonly cert?: string | undefined;
	readonly key?: string | undefined;
	readonly skipsVerification?: boolean | undefined;
}

export type ParsedEndpoint = Endpoint | UnusableEndpoint;

export interface UnusableEndpoint {
	readonly kind: "unusable";
	readonly text: string;
	readonly reason: string;
	/** What helps, as a sentence. */
	readonly advice?: string;
}

/** Reads what DOCKER_HOST and docker contexts say. */
export function parseEndpoint(text: string, tls?: EngineTls): ParsedEndpoint {
	const socketPath = /^unix:\/\/(\/.*)$/.exec(text)?.[1];
	if (socketPath !== undefined) return { kind: "unix", text, socketPath };
	const [, scheme = ""] = /^([a-z]+):\/\//.exec(text) ?? [];
	const defaultPort = defaultPorts[scheme];
	if (scheme === "ssh") return behindSsh(text);
	if (defaultPort === undefined) return unusable(text, `"${text}" is neither unix:///path nor tcp://host:port`);
	const secured = tls ?? (scheme === "https" ? {} : undefined);
	return parseTcp(text, portOf(defaultPort, secured), secured);
}

const defaultPorts: Readonly<Record<string, number>> = { tcp: 2375, http: 80, https: 443 };

// Docker's own two ports differ by what protects them.
function portOf(port: number, tls: EngineTls | undefined): number {
	return port === 2375 && tls !== undefined ? 2376 : port;
}

function parseTcp(text: string, defaultPort: number, tls: EngineTls | undefined): ParsedEndpoint {
	// The ports of schemes that a URL does not know are never left out.
	const url = URL.parse(text.replace(/^[a-z]+/, "engine"));
	if (url === null || url.hostname === "") return unusable(text, `"${text}" is no address`);
	const host = url.hostname.replaceAll(/[[\]]/g, "");
	const port = url.port === "" ? defaultPort : Number(url.port);
	return { kind: "tcp", text, host, port, ...(tls === undefined ? {} : { tls }) };
}

function unusable(text: string, reason: string): UnusableEndpoint {
	return { kind: "unusable", text, reason };
}

function behindSsh(text: string): UnusableEndpoint {
	const refusal = unusable(text, `${text} goes through ssh, and engines are reached by sockets, TCP and TLS`);
	const parts = /^ssh:\/\/((?:[\w.%+-]+@)?[\w.-]+)(?::(\d+))?(\/[\w./-]+)?\/?$/.exec(text);
	if (parts === null) return refusal;
	const [, login = "", port, socket = "/var/run/docker.sock"] = parts;
	const where = port === undefined ? login : `-p ${port} ${login}`;
	const here = "$HOME/.docker/forwarded.sock";
	const forward = `ssh -fNT -o StreamLocalBindUnlink=yes -L "${here}:${socket}" ${where}`;
	return { ...refusal, advice: `Run \`${forward} && export DOCKER_HOST="unix://${here}"\`.` };
}
