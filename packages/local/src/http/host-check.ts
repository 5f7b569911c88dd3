import { isIP } from "node:net";
import type { Handler } from "./handler.ts";
import { apiResult } from "./reply.ts";

/**
 * Lets only requests through that mean this machine: a name of another one that leads here
 * is how a web page gets round the rules of browsers (DNS rebinding).
 */
export function withHostCheck(handler: Handler, names: readonly string[]): Handler {
	const own = new Set(names.map((name) => name.toLowerCase()));
	const takesAnyAddress = own.has("0.0.0.0") || own.has("::");
	return (request) => {
		const { host } = request.headers;
		// Only old programs send none; browsers always do.
		if (host === undefined || isOwnName(nameIn(host))) return handler(request);
		return Promise.resolve(apiResult(421, `Host: ${host} is not a name of this server`));
	};

	function isOwnName(name: string): boolean {
		if (own.has(name) || isLoopback(name)) return true;
		return takesAnyAddress && isIP(name) !== 0;
	}
}

function isLoopback(name: string): boolean {
	if (name === "localhost" || name.endsWith(".localhost") || name === "::1") return true;
	return isIP(name) === 4 && name.startsWith("127.");
}

/** The name without its port, brackets and last dot. */
function nameIn(host: string): string {
	const [, bracketed, plain] = /^(?:\[(.*)\]|([^:]*))(?::\d*)?$/.exec(host) ?? [];
	return (bracketed ?? plain ?? host).toLowerCase().replace(/\.$/, "");
}
