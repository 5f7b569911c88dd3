import type { Dir } from "node:fs";
import { lstat, opendir } from "node:fs/promises";
import { join } from "node:path";

export interface SandboxFile {
	/** From the working directory on, with slashes. */
	readonly path: string;
	readonly kind: "file" | "directory" | "link" | "other";
	readonly bytes: number;
	readonly modifiedAt: number;
}

export interface Listing {
	readonly files: readonly SandboxFile[];
	/** There are more than could be told. */
	readonly isCut: boolean;
}

/** All that a directory holds, without following links. */
export async function listFiles(root: string, limit: number): Promise<Listing> {
	const files: SandboxFile[] = [];
	for await (const file of walk(root, "")) {
		if (files.length === limit) return { files, isCut: true };
		files.push(file);
	}
	return { files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), isCut: false };
}

async function* walk(root: string, within: string): AsyncGenerator<SandboxFile, void> {
	const directory = await openDirectory(join(root, within));
	for await (const entry of directory ?? []) {
		const path = within === "" ? entry.name : `${within}/${entry.name}`;
		const stats = await lstat(join(root, path)).catch(() => undefined);
		if (stats === undefined) continue;
		const kind = kindOf(stats);
		yield { path, kind, bytes: stats.size, modifiedAt: Math.floor(stats.mtimeMs) };
		if (kind === "directory") yield* walk(root, path);
	}
}

/** Undefined for a link, even one that has just taken the place of a directory, and for what is gone. */
async function openDirectory(path: string): Promise<Dir | undefined> {
	const isDirectory = await lstat(path).then(
		(stats) => stats.isDirectory(),
		() => false,
	);
	return isDirectory ? opendir(path).catch(() => undefined) : undefined;
}

interface Kinds {
	isFile(): boolean;
	isDirectory(): boolean;
	isSymbolicLink(): boolean;
}

function kindOf(stats: Kinds): SandboxFile["kind"] {
	if (stats.isFile()) return "file";
	if (stats.isDirectory()) return "directory";
	return stats.isSymbolicLink() ? "link" : "other";
}
