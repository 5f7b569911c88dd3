import type { Reply } from "./handler.ts";

/** Names as Jetty writes them: there are clients that know no other case. */
export function writtenHeaders(headers: Reply["headers"]): Reply["headers"] {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [writtenName(name), value]));
}

function writtenName(name: string): string {
	return name === "www-authenticate"
		? "WWW-Authenticate"
		: name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}
