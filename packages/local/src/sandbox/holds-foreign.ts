import { setImmediate } from "node:timers/promises";
import { findStats } from "./measure-directory.ts";
import { walkBelow } from "./walk-below.ts";

/** Whether something in a directory of a user is in their way: directories of others, and files that only others may read. */
export async function holdsForeign(root: string, uid: number): Promise<boolean> {
	let entries = 0;
	for (const { path, isDirectory } of walkBelow(root)) {
		if (isInTheWay(path, { uid, isDirectory })) return true;
		entries += 1;
		// Others are heard between the parts.
		// oxlint-disable-next-line eslint/no-await-in-loop -- see above
		if (entries % entriesAtOnce === 0) await setImmediate();
	}
	return false;
}

const entriesAtOnce = 32;

/** A file of somebody else can be removed, a directory with something in it cannot. */
function isInTheWay(
	path: string,
	{ uid, isDirectory }: { readonly uid: number; readonly isDirectory: boolean },
): boolean {
	const stats = findStats(path);
	if (stats === undefined || stats.uid === uid || stats.isSymbolicLink()) return false;
	return isDirectory || (stats.mode & readableByAll) === 0;
}

const readableByAll = 0o004;
