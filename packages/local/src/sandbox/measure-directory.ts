import { lstatSync, type Stats } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { walkBelow } from "./walk-below.ts";

/** How many bytes of the disk a directory takes up; at least so many when it has more entries than are counted. */
export async function measureDirectory(directory: string, mostEntries: number): Promise<number> {
	let bytes = blocksOf(directory);
	let entries = 0;
	for (const { path } of walkBelow(directory)) {
		bytes += blocksOf(path);
		entries += 1;
		if (entries === mostEntries) break;
		// Others are heard between the parts.
		// oxlint-disable-next-line eslint/no-await-in-loop -- see above
		if (entries % entriesAtOnce === 0) await setImmediate();
	}
	return bytes;
}

const entriesAtOnce = 32;

/** What is known of a file itself, wherever it leads; undefined when it is gone. */
export function findStats(path: string): Stats | undefined {
	try {
		return lstatSync(path, { throwIfNoEntry: false });
	} catch {
		return undefined;
	}
}

function blocksOf(path: string): number {
	return (findStats(path)?.blocks ?? 0) * 512;
}
