import { lstat, opendir } from "node:fs/promises";
import { join } from "node:path";
import { claimPath, exitPath } from "../../executors/supervisor.ts";

export interface SandboxFile {
	/** From the sandbox on, with slashes. */
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

/** All that a sandbox holds, without following links and without our own records. */
export async function listFiles(root: string, limit: number): Promise<Listing> {
	const files: SandboxFile[] = [];
	for await (const file of walk(root, "")) {
		if (files.length === limit) return { files, isCut: true };
		files.push(file);
	}
	return { files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), isCut: false };
}

/** The records of a supervisor: whoever knows what they say could pass for it. */
export function isRecordOf(root: string, path: string): boolean {
	const file = join(root, path);
	return file === claimPath(root) || file === exitPath(root);
}

async function* walk(root: string, within: string): AsyncGenerator<SandboxFile, void> {
	const directory = await opendir(join(root, within)).catch(() => undefined);
	for await (const entry of directory ?? []) {
		const path = within === "" ? entry.name : `${within}/${entry.name}`;
		const stats = isRecordOf(root, path) ? undefined : await lstat(join(root, path)).catch(() => undefined);
		if (stats === undefined) continue;
		const kind = kindOf(stats);
		yield { path, kind, bytes: stats.size, modifiedAt: Math.floor(stats.mtimeMs) };
		if (kind === "directory") yield* walk(root, path);
	}
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
