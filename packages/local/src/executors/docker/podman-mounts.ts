import { type Fields, isList, isMap } from "./container-body.ts";

/** `Mounts` of the Engine API, as Podman's own API has them. */
export function mountsOf(value: unknown): Fields | undefined {
	const all = (isList(value) ? value.filter(isMap) : []).map(mountOf);
	return all.includes(undefined) ? undefined : joined(all.filter((each) => each !== undefined));
}

/** `Binds`: `/here:/there:ro`, or the name of a volume instead of a path. */
export function volumesOf(value: unknown): Fields | undefined {
	const all = (isList(value) ? value : []).map((text) => bindOf(String(text)));
	return joined(all);
}

/** `Tmpfs`: paths and their options. */
export function tmpfsOf(value: unknown): Fields | undefined {
	if (!isMap(value)) return undefined;
	return { mounts: Object.entries(value).map(([path, options]) => tmpfs(path, String(options))) };
}

interface Joined {
	readonly mounts?: readonly Fields[];
	readonly volumes?: readonly Fields[];
}

function joined(all: readonly Joined[]): Fields {
	const [mounts, volumes] = [all.flatMap((each) => each.mounts ?? []), all.flatMap((each) => each.volumes ?? [])];
	return { ...(mounts.length > 0 && { mounts }), ...(volumes.length > 0 && { volumes }) };
}

function mountOf(mount: Fields): Joined | undefined {
	const { Type: type, Source: source = "", Target: target, ReadOnly: isReadOnly, VolumeOptions: options } = mount;
	const way = isReadOnly === true ? ["ro"] : [];
	if (options !== undefined) return undefined;
	if (type === "bind") return bind(String(source), String(target), way);
	if (type === "volume") return volume(String(source), String(target), way);
	return type === "tmpfs" ? { mounts: [tmpfs(String(target), way.join(","))] } : undefined;
}

function bindOf(text: string): Joined {
	const [source = "", target, options = ""] = text.split(":");
	const way = options.split(",").filter((word) => word !== "" && word !== "rw");
	if (target === undefined) return volume("", source, way);
	return source.startsWith("/") ? bind(source, target, way) : volume(source, target, way);
}

function bind(source: string, destination: string, options: readonly string[]): Joined {
	return { mounts: [{ type: "bind", source, destination, options: ["rbind", ...options] }] };
}

function volume(name: string, path: string, options: readonly string[]): Joined {
	return { volumes: [{ Name: name, Dest: path, Options: options }] };
}

function tmpfs(destination: string, options: string): Fields {
	return { type: "tmpfs", source: "tmpfs", destination, options: options.split(",").filter((word) => word !== "") };
}
