import { chmod, rm, rmdir, unlink } from "node:fs/promises";
import { inLanes } from "./in-lanes.ts";
import { findStats } from "./measure-directory.ts";
import { walkBelow } from "./walk-below.ts";

/** Removes a directory with all that is in it, in little memory; rejects with the reason when that is not possible. */
export async function removeDirectory(directory: string): Promise<void> {
	const directories =
		findStats(directory)?.isDirectory() === true ? [directory, ...(await removeFiles(directory))] : [];
	if (await removeEmpty(directories)) return;
	// Caches of downloaded packages are often made of directories that nothing may be removed from.
	for (const path of directories) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- from the outside in
		await chmod(path, 0o700).catch(ignore);
	}
	if (directories.length > 0 && (await removeEmpty([directory, ...(await removeFiles(directory))]))) return;
	await rm(directory, { recursive: true, force: true });
}

/** Answers the directories that are left, the outer ones first. */
async function removeFiles(directory: string): Promise<readonly string[]> {
	const directories: string[] = [];
	await inLanes(walkBelow(directory), lanes, async ({ path, isDirectory }) => {
		if (isDirectory) directories.push(path);
		else await unlink(path).catch(ignore);
	});
	return directories;
}

// As many as file operations have threads.
const lanes = 4;

/** Whether the first of them is gone, with all the others. */
async function removeEmpty(directories: readonly string[]): Promise<boolean> {
	let isGone = false;
	for (const path of directories.toReversed()) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- from the inside out
		isGone = await rmdir(path).then(
			() => true,
			() => false,
		);
	}
	return isGone;
}

function ignore(): void {}
