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
	readonly ca?: string | undefined;
	readonly cert?: string | undefined;
	readonly key?: string | undefined;
	readonly skipsVerification?: boolean | undefined;
}

export type ParsedEndpoint = Endpoint | { readonly kind: "unusable"; readonly text: string; readonly reason: string };

/** Reads what DOCKER_HOST and docker contexts say. */
export function parseEndpoint(text: string, tls?: EngineTls): ParsedEndpoint {
	const socketPath = /^unix:\/\/(\/.*)$/.exec(text)?.[1];
	if (socketPath !== undefined) return { kind: "unix", text, socketPath };
	const [, scheme = ""] = /^([a-z]+):\/\//.exec(text) ?? [];
	const defaultPort = defaultPorts[scheme];
	if (defaultPort === undefined) return { kind: "unusable", text, reason: unusable(scheme, text) };
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
	if (url === null || url.hostname === "") return { kind: "unusable", text, reason: `"${text}" is no address` };
	const host = url.hostname.replaceAll(/[[\]]/g, "");
	const port = url.port === "" ? defaultPort : Number(url.port);
	return { kind: "tcp", text, host, port, ...(tls === undefined ? {} : { tls }) };
}

function unusable(scheme: string, text: string): string {
	return scheme === "ssh"
		? `${text} goes through ssh, and engines are reached by sockets, TCP and TLS`
		: `"${text}" is neither unix:///path nor tcp://host:port`;
}
