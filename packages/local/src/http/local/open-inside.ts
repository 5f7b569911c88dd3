import { constants } from "node:fs";
import { type FileHandle, lstat, open, realpath } from "node:fs/promises";
import { join, sep } from "node:path";

export interface OpenFile {
	readonly handle: FileHandle;
	readonly size: number;
}

/** Opens a plain file below a directory, wherever links and dots may point; undefined for anything else. */
export async function openInside(root: string, path: string): Promise<OpenFile | undefined> {
	const parts = path.split("/");
	if (parts.some((part) => part === "" || part === "." || part === ".." || part.includes("\0"))) return undefined;
	const file = join(root, path);
	// Not even opening must wait, as that of a pipe does.
	const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
		() => undefined,
	);
	if (handle === undefined) return undefined;
	const size = await sizeWithin(root, file, handle).catch(() => undefined);
	if (size !== undefined) return { handle, size };
	await handle.close();
	return undefined;
}

/** The job may exchange a folder for a link meanwhile: what is open has to be what stands there without one. */
async function sizeWithin(root: string, file: string, handle: FileHandle): Promise<number | undefined> {
	const opened = await handle.stat();
	const real = await realpath(file);
	const standing = await lstat(real);
	const isSame = standing.ino === opened.ino && standing.dev === opened.dev;
	return opened.isFile() && isSame && real.startsWith(`${root}${sep}`) ? opened.size : undefined;
}
