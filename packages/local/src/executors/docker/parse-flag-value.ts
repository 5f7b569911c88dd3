/** What goes into a field of the Engine API, or undefined when the text is none. */
export type ParseValue = (text: string) => unknown;

export function parseText(text: string): string | undefined {
	return text === "" ? undefined : text;
}

export function parseInteger(text: string): number | undefined {
	return /^-?\d+$/.test(text) ? Number(text) : undefined;
}

/** As Go reads it; a flag without a value is on. */
export function parseFlag(text: string): boolean | undefined {
	if (["", "true", "TRUE", "True", "t", "T", "1"].includes(text)) return true;
	return ["false", "FALSE", "False", "f", "F", "0"].includes(text) ? false : undefined;
}

/** `64m` and the like, by powers of 1024; `-1` means no limit. */
export function parseBytes(text: string): number | undefined {
	if (text === "-1") return -1;
	const [, number, unit = ""] = /^(\d+(?:\.\d+)?)\s?([kmgtp]?)i?b?$/i.exec(text) ?? [];
	if (number === undefined) return undefined;
	return Math.floor(Number(number) * 1024 ** " kmgtp".indexOf(unit.toLowerCase() || " "));
}

export function parseNanoCpus(text: string): number | undefined {
	return /^\d*\.?\d+$/.test(text) ? Math.round(Number(text) * 1e9) : undefined;
}

/** `KEY=VALUE`; without a value it is empty. */
export function parsePair(text: string): Readonly<Record<string, string>> | undefined {
	const [, key, value = ""] = /^([^=]+)(?:=(.*))?$/s.exec(text) ?? [];
	return key === undefined ? undefined : { [key]: value };
}

/** `/path` or `/path:options`. */
export function parseTmpfs(text: string): Readonly<Record<string, string>> | undefined {
	const [, path, options = ""] = /^(\/[^:]*)(?::(.*))?$/.exec(text) ?? [];
	return path === undefined ? undefined : { [path]: options };
}

/** `name=soft` or `name=soft:hard`. */
export function parseUlimit(text: string): unknown {
	const [, name, soft, hard = soft] = /^(\w+)=(-?\d+)(?::(-?\d+))?$/.exec(text) ?? [];
	return name === undefined ? undefined : { Name: name, Soft: Number(soft), Hard: Number(hard) };
}

/** Such as `nvidia.com/gpu=all`. */
export function isCdiName(text: string): boolean {
	return /^[a-z0-9][\w.-]*\/[\w.-]+=[\w.:-]+$/i.test(text);
}

/** `/dev/x`, `/dev/x:/dev/y` or `/dev/x:/dev/y:rw`. */
export function parseDevice(text: string): unknown {
	const [host = "", second = host, third = "rwm"] = text.split(":");
	if (host === "") return undefined;
	const isPermission = /^[rwm]{1,3}$/.test(second);
	return {
		PathOnHost: host,
		PathInContainer: isPermission ? host : second,
		CgroupPermissions: isPermission ? second : third,
	};
}

/** `all` or a number, as for `--gpus`; or the names of devices after `device=`. */
export function parseGpus(text: string): unknown {
	const devices = /^"?device=([^"]+)"?$/.exec(text)?.[1];
	if (devices !== undefined) return { DeviceIDs: devices.split(","), Capabilities: [["gpu"]] };
	const count = text === "all" ? -1 : parseInteger(text);
	return count === undefined ? undefined : { Count: count, Capabilities: [["gpu"]] };
}

/** `type=bind,source=/a,target=/b,readonly`. */
export function parseMount(text: string): unknown {
	const words = new Map(
		text.split(",").map((word): [string, string] => [word.split("=")[0] ?? "", word.replace(/^[^=]*=?/, "")]),
	);
	const word = (...names: readonly string[]): string | undefined =>
		names.map((name) => words.get(name)).find((value) => value !== undefined);
	const target = word("target", "destination", "dst");
	if (target === undefined) return undefined;
	const isReadOnly = word("readonly", "ro");
	return {
		Type: word("type") ?? "volume",
		Source: word("source", "src") ?? "",
		Target: target,
		ReadOnly: isReadOnly !== undefined && parseFlag(isReadOnly) === true,
	};
}

export interface PublishedPort {
	/** Such as `8080/tcp`. */
	readonly port: string;
	readonly binding: { readonly HostIp: string; readonly HostPort: string };
}

/** `80`, `8080:80`, `127.0.0.1:8080:80/udp`. */
export function parsePublished(text: string): PublishedPort | undefined {
	const [, ip = "", hostPort = "", port, protocol = "tcp"] =
		/^(?:(\[[^\]]+\]|\d+(?:\.\d+){3}):)?(?:(\d*):)?(\d+)(?:\/(tcp|udp|sctp))?$/.exec(text) ?? [];
	if (port === undefined) return undefined;
	return { port: `${port}/${protocol}`, binding: { HostIp: ip.replaceAll(/[[\]]/g, ""), HostPort: hostPort } };
}
