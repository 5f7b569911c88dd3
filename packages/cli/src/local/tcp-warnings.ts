import type { ServerOptions } from "./server-options.ts";
import { isEverywhere, isLoopback } from "./tcp-names.ts";

/** What whoever opens a TCP port should know. */
export function tcpWarnings({ http, hasPassword }: Pick<ServerOptions, "http" | "hasPassword">): readonly string[] {
	if (http === undefined) return [];
	return [...(hasPassword ? [] : [noPasswordWarning]), ...(isLoopback(http.host) ? [] : [plainWarning(http.host)])];
}

const noPasswordWarning = "warning: without a password every user of this machine can run commands as you";

function plainWarning(host: string): string {
	return `warning: plain HTTP on ${isEverywhere(host) ? "all addresses" : host}: the network can read the password`;
}
