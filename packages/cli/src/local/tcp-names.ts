import type { ServerOptions } from "./server-options.ts";

/** How clients may call a server that listens on TCP. */
export interface TcpNames {
	/** What stands for the address in a URL. */
	readonly shown: string;
	/** What may stand in `Host` besides addresses. */
	readonly accepted: readonly string[];
	/** Where the password is good. */
	readonly hosts: readonly string[];
}

/** Names lead to all that is not loopback, and to all addresses at once nothing else does. */
export function tcpNames(
	host: string,
	{ hostNames, machineName }: Pick<ServerOptions, "hostNames"> & { readonly machineName: string },
): TcpNames {
	const short = machineName.split(".")[0] ?? machineName;
	const accepted = isLoopback(host) ? hostNames : [...new Set([...hostNames, machineName, short])];
	const [name = host] = accepted;
	const shown = isEverywhere(host) ? name : host;
	return { shown, accepted, hosts: [...new Set([shown, ...accepted, "127.0.0.1", "localhost", "::1"])] };
}

export function isLoopback(host: string): boolean {
	return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Whether an address means all that a machine has. */
export function isEverywhere(host: string): boolean {
	return host === "0.0.0.0" || host === "::";
}
