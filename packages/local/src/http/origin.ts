import type { LocalRequest } from "./handler.ts";

/** Whether a page of another site is asking, through the browser of somebody who may. */
export function isForeign({ headers }: Pick<LocalRequest, "headers">): boolean {
	const { origin, host, "sec-fetch-site": site } = headers;
	if (site === "cross-site") return true;
	return origin !== undefined && !isOwnOrigin(origin, host);
}

/** Methods that change nothing. */
export function isSafe(method: string): boolean {
	return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

// The host was checked before: only an origin that equals it is our own.
function isOwnOrigin(origin: string, host: string | undefined): boolean {
	const [, authority] = /^https?:\/\/(.+)$/i.exec(origin) ?? [];
	return authority !== undefined && authority.toLowerCase() === host?.toLowerCase();
}
