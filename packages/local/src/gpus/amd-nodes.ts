import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** A device as a file. */
export interface DeviceNode {
	readonly path: string;
	/** Who may use it besides root. */
	readonly gid?: number | undefined;
}

/** The files by which programs reach AMD's GPUs. */
export interface AmdNodes {
	readonly kfd: DeviceNode;
	/** The folder of all of them. */
	readonly dri: DeviceNode;
	/** One for each GPU, in the order in which programs count them; empty where the driver does not tell. */
	readonly render: readonly DeviceNode[];
}

export const unknownAmdNodes: AmdNodes = { kfd: { path: "/dev/kfd" }, dri: { path: "/dev/dri" }, render: [] };

/** What the driver says of its GPUs. */
export async function readAmdNodes(topology = "/sys/class/kfd/kfd/topology/nodes"): Promise<AmdNodes> {
	const names = await readdir(topology).catch((): readonly string[] => []);
	const ordered = names.filter((name) => /^\d+$/.test(name)).toSorted((a, b) => Number(a) - Number(b));
	const minors = await Promise.all(ordered.map((name) => renderMinorOf(join(topology, name, "properties"))));
	const paths = minors.flatMap((minor) => (minor === undefined ? [] : [`/dev/dri/renderD${minor}`]));
	const { kfd, dri } = unknownAmdNodes;
	const [first = kfd, ...render] = await Promise.all([kfd.path, ...paths].map(nodeAt));
	return { kfd: first, dri: { ...dri, gid: render[0]?.gid }, render };
}

/** Nodes of processors have none, which is told as zero. */
async function renderMinorOf(file: string): Promise<string | undefined> {
	const text = await readFile(file, "utf8").catch(() => "");
	return /^drm_render_minor ([1-9]\d*)$/m.exec(text)?.[1];
}

async function nodeAt(path: string): Promise<DeviceNode> {
	const gid = await stat(path).then(
		(found) => found.gid,
		() => undefined,
	);
	return { path, gid };
}
