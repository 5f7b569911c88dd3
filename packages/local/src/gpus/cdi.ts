import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { GpuAnswer, GpuQuestion, GpuTool } from "./gpu-tool.ts";
import { type CdiContent, parseCdiSpec } from "./parse-cdi-spec.ts";

/** What is set up for containers, whoever is the vendor: it stands in files, and knows no more than names. */
export const cdi: GpuTool = { name: "CDI", find };

export const usualCdiFolders: readonly string[] = ["/etc/cdi", "/var/run/cdi"];

async function find({ cdiFolders }: Pick<GpuQuestion, "cdiFolders">): Promise<GpuAnswer> {
	const specs = await readCdiSpecs(cdiFolders);
	// A later folder replaces what an earlier one says of a device.
	const gpus = new Map(specs.flatMap((spec) => spec.gpus).map((gpu) => [gpu.id, gpu]));
	if (gpus.size === 0) return { kind: "absent" };
	const files = specs.filter((spec) => spec.gpus.length > 0).map(({ file }) => file);
	return { kind: "found", gpus: [...gpus.values()], fact: `CDI tells of ${String(gpus.size)} (${files.join(", ")})` };
}

export interface CdiSpec extends CdiContent {
	readonly file: string;
}

/** Those that can be read, in the order of their folders and names. */
export async function readCdiSpecs(folders: readonly string[]): Promise<readonly CdiSpec[]> {
	const files = await Promise.all(folders.map(specsIn));
	return Promise.all(
		files.flat().map(async (file) => ({ file, ...parseCdiSpec(await readFile(file, "utf8").catch(nothing), file) })),
	);
}

async function specsIn(folder: string): Promise<readonly string[]> {
	const names = await readdir(folder).catch((): readonly string[] => []);
	return names
		.filter((name) => /\.(?:json|ya?ml)$/.test(name))
		.toSorted()
		.map((name) => join(folder, name));
}

function nothing(): string {
	return "";
}
