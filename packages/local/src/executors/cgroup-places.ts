/** The control group of a process in one hierarchy. */
export interface CgroupPlace {
	readonly version: 1 | 2;
	/** Of version 1; those of version 2 stand in the group's own files. */
	readonly controllers: readonly string[];
	readonly directory: string;
	readonly mountPoint: string;
}

/** Where a process stands, from its `cgroup` and `mountinfo` files. */
export function parseCgroupPlaces(cgroup: string, mountinfo: string): readonly CgroupPlace[] {
	const mounts = mountinfo.split("\n").flatMap(parseMount);
	return cgroup.split("\n").flatMap((line) => {
		const [, names, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
		if (names === undefined || path === undefined) return [];
		const controllers = names.split(",").filter((name) => name !== "" && !name.startsWith("name="));
		const version = names === "" ? 2 : 1;
		const mount = mounts.find((one) => one.version === version && controllers.every((name) => one.has.has(name)));
		if (mount === undefined || (version === 1 && controllers.length === 0)) return [];
		const { mountPoint } = mount;
		return [{ version, controllers, directory: mountPoint + insideOf(mount.root, path), mountPoint }];
	});
}

/** The group and all above it that can be seen from here. */
export function ancestryOf({
	directory,
	mountPoint,
}: Pick<CgroupPlace, "directory" | "mountPoint">): readonly string[] {
	const names = directory.slice(mountPoint.length).split("/").filter(Boolean);
	return names.map((_, index) => [mountPoint, ...names.slice(0, names.length - index)].join("/")).concat(mountPoint);
}

interface Mount {
	readonly version: 1 | 2;
	/** The group that is the top of what is mounted. */
	readonly root: string;
	readonly mountPoint: string;
	readonly has: ReadonlySet<string>;
}

function parseMount(line: string): readonly Mount[] {
	const [place = "", kind = ""] = line.split(" - ");
	const [, , , root = "", mountPoint = ""] = place.split(" ");
	const [type, , options = ""] = kind.split(" ");
	if (type !== "cgroup" && type !== "cgroup2") return [];
	const has = new Set(options.split(","));
	return [{ version: type === "cgroup2" ? 2 : 1, root: unescaped(root), mountPoint: unescaped(mountPoint), has }];
}

/** A container may see its own group as the top although its path is told from the machine's. */
function insideOf(root: string, path: string): string {
	if (root === "/") return path === "/" ? "" : path;
	return path.startsWith(`${root}/`) ? path.slice(root.length) : "";
}

function unescaped(text: string): string {
	return text.replaceAll(/\\(\d{3})/g, (_, octal: string) => String.fromCodePoint(Number.parseInt(octal, 8)));
}
