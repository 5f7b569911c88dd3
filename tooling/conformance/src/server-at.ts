import type { Dialect } from "@chronos-job/schemas";
import type { Need } from "./chronos-test.ts";
import type { ChronosServer, Connection, Credentials } from "./connection.ts";

export interface ServerAtOptions {
	readonly dialect: Dialect;
	/** The server has no jobs, and may be harmed. */
	readonly disposable: boolean;
}

/** `http://…`, `https://…`, or `http+unix:///path/of/the/socket`. */
export function connectionTo(url: URL, credentials: Credentials | undefined): Connection {
	const isSocket = url.protocol === "http+unix:";
	return {
		url: isSocket ? new URL("http://localhost/") : url,
		...(isSocket ? { socketPath: decodeURIComponent(url.pathname) } : {}),
		...(credentials === undefined ? {} : { credentials }),
		[Symbol.asyncDispose]: () => Promise.resolve(),
	};
}

/** A server that is there already, and whose time nobody sets. */
export function serverAt(connection: Connection, { dialect, disposable }: ServerAtOptions): ChronosServer {
	const offers: readonly Need[] = [
		"shell",
		...(connection.credentials === undefined ? [] : (["credentials"] as const)),
		...(disposable ? (["disposable"] as const) : []),
	];
	return { name: connection.url.href, dialect, offers, connect: () => Promise.resolve(connection) };
}
