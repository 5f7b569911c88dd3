// oxlint-disable-next-line eslint/no-restricted-imports -- this is the place
import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import type { UndiciTransportOptions } from "./undici-transport.ts";
import { longestConnectMs } from "./wire-error.ts";

export interface DispatcherPlace {
	readonly socketPath: string | undefined;
	readonly patienceMs: number;
}

/** What sends requests: to a socket, or through the proxies that are set. */
export function openDispatcher(
	{ env, ca }: UndiciTransportOptions,
	{ socketPath, patienceMs }: DispatcherPlace,
): Dispatcher {
	const trust = ca === undefined ? {} : { ca };
	const connect = { ...trust, timeout: Math.min(patienceMs, longestConnectMs) };
	// With HTTP/2 the same call would fail in other ways than with HTTP/1.1, which is all that Chronos speaks.
	const shared = { allowH2: false };
	if (socketPath !== undefined) return new Agent({ ...shared, connect: { ...connect, socketPath } });
	return new EnvHttpProxyAgent({ ...shared, connect, requestTls: trust, proxyTls: trust, ...proxiesIn(env) });
}

/** Texts that are never undefined, or undici would look into the environment of the process. */
function proxiesIn(env: UndiciTransportOptions["env"]): Record<"httpProxy" | "httpsProxy" | "noProxy", string> {
	const named = (name: string): string => env[name] || env[name.toUpperCase()] || "";
	const proxy = (name: string): string => withScheme(named(name) || named("all_proxy"));
	return { httpProxy: proxy("http_proxy"), httpsProxy: proxy("https_proxy"), noProxy: named("no_proxy") };
}

function withScheme(proxy: string): string {
	return proxy === "" || proxy.includes("://") ? proxy : `http://${proxy}`;
}
