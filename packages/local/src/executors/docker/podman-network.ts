import { type Fields, isList, isMap } from "./container-body.ts";

/** `NetworkMode`, as Podman's own API has it. */
export function networkOf(value: unknown): Fields {
	const mode = String(value);
	const [first, ...rest] = mode.split(":");
	if (rest.length > 0) return { netns: { nsmode: first, value: rest.join(":") } };
	if (kinds.has(mode)) return { netns: { nsmode: mode === "default" ? "bridge" : mode } };
	return { netns: { nsmode: "bridge" }, networks: { [mode]: {} } };
}

const kinds: ReadonlySet<string> = new Set(["host", "none", "bridge", "default", "private", "slirp4netns"]);

/** `PortBindings`: `80/tcp` and where it is reached. */
export function portsOf(value: unknown): Fields {
	const entries = isMap(value) ? Object.entries(value) : [];
	return { portmappings: entries.flatMap(([port, bindings]) => mappingsOf(port, bindings)) };
}

/** `ExposedPorts`; those of a range have no counterpart. */
export function exposedOf(value: unknown): Fields | undefined {
	const ports = isMap(value) ? Object.keys(value).map((port) => port.split("/")) : [];
	const byNumber = Map.groupBy(ports, ([number = ""]) => number);
	if (ports.some(([number = ""]) => !/^\d+$/.test(number))) return undefined;
	const expose = [...byNumber].map(([number, all]): [string, string] => [number, all.map(protocolOf).join(",")]);
	return { expose: Object.fromEntries(expose) };
}

function mappingsOf(port: string, bindings: unknown): readonly Fields[] {
	const [number, protocol = "tcp"] = port.split("/");
	const all = isList(bindings) ? bindings.filter(isMap) : [];
	return all.map(({ HostIp: ip = "", HostPort: hostPort = "" }) => ({
		container_port: Number(number),
		host_port: Number(hostPort),
		protocol,
		...(ip !== "" && { host_ip: ip }),
	}));
}

function protocolOf([, protocol = "tcp"]: readonly string[]): string {
	return protocol;
}
