/** Where a request goes: a TCP port, or a socket on this machine. */
export interface WireAddress {
	readonly protocol: "http:" | "https:";
	/** With the port where it is not the usual one; `localhost` for a socket. */
	readonly origin: string;
	readonly hostname: string;
	readonly port: string;
	readonly socketPath: string | undefined;
	/** What stands before every path, without a slash at its end. */
	readonly prefix: string;
}

/** Undefined for what is no address of a server. */
export function parseWireAddress(base: string): WireAddress | undefined {
	if (base.startsWith(socketScheme)) return socketAddress(base.slice(socketScheme.length));
	if (!URL.canParse(base)) return undefined;
	const { protocol, origin, hostname, port, pathname } = new URL(base);
	if (protocol !== "http:" && protocol !== "https:") return undefined;
	// Node wants the addresses of IPv6 without brackets.
	const plainHost = hostname.replace(/^\[(.*)\]$/, "$1");
	return { protocol, origin, hostname: plainHost, port, socketPath: undefined, prefix: pathname.replace(/\/+$/, "") };
}

/** The address as it may be shown: without a user, a password or a query. */
export function shownAddress(base: string): string {
	if (base.startsWith(socketScheme)) return base;
	const address = parseWireAddress(base);
	return address === undefined ? base.replace(/\/\/[^/]*@/, "//") : address.origin + address.prefix;
}

function socketAddress(socketPath: string): WireAddress | undefined {
	if (socketPath === "") return undefined;
	return { protocol: "http:", origin: "http://localhost", hostname: "localhost", port: "", socketPath, prefix: "" };
}

const socketScheme = "unix://";
