import { statfsSync } from "node:fs";

/** Says so when nothing can be written in a directory for want of room. */
export function explainFullDisk(directory: string, who: Writer): string | undefined {
	try {
		return lackOf(statfsSync(directory), who);
	} catch {
		return undefined;
	}
}

export interface Writer {
	/** Whether the reserve of the file system is theirs too. */
	readonly isRoot: boolean;
}

export type FileSystemRoom = Readonly<Record<"bsize" | "blocks" | "bfree" | "bavail" | "files" | "ffree", number>>;

/** What a file system has run out of; some do not count blocks or files. */
export function lackOf({ bsize, blocks, files, ...free }: FileSystemRoom, { isRoot }: Writer): string | undefined {
	const freeBytes = (isRoot ? free.bfree : free.bavail) * bsize;
	if (blocks > 0 && freeBytes < leastBytes) return `the disk is full (${String(freeBytes)} bytes free)`;
	return files > 0 && free.ffree < leastFiles ? `the disk is full (${String(free.ffree)} files free)` : undefined;
}

// The records and logs of an attempt need a block each.
const leastBytes = 16_384;
const leastFiles = 4;
