/** Where requests to an address go instead, by the variables that all programs heed; undefined for straight there. */
export function findProxy(url: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
	const [, protocol = "", host = "", port = ""] = /^(https?):\/\/(\[[^\]]*\]|[^:/]+)(?::(\d+))?/i.exec(url) ?? [];
	if (protocol === "") return undefined;
	const proxy = valueOf(env, `${protocol.toLowerCase()}_proxy`);
	if (proxy === undefined) return undefined;
	const place = {
		host: host.replaceAll(/[[\]]/g, "").toLowerCase(),
		port: port || defaultPorts[protocol.toLowerCase()],
	};
	const exceptions = (valueOf(env, "no_proxy") ?? "").split(/[\s,]+/).filter((word) => word !== "");
	return exceptions.some((word) => isExcepted(word.toLowerCase(), place)) ? undefined : proxy;
}

const defaultPorts: Readonly<Record<string, string>> = { http: "80", https: "443" };

function valueOf(env: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
	return env[name] || env[name.toUpperCase()] || undefined;
}

/** `example.org` and `.example.org` stand for the names below it, too. */
function isExcepted(
	word: string,
	{ host, port }: { readonly host: string; readonly port: string | undefined },
): boolean {
	if (word === "*") return true;
	const [, name = word, wanted] = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(word) ?? [];
	if (wanted !== undefined && wanted !== port) return false;
	const bare = name.replaceAll(/[[\]]/g, "").replace(/^\*?\./, "");
	return host === bare || host.endsWith(`.${bare}`);
}
