import { closeSync, fsyncSync, mkdirSync, openSync } from "node:fs";

/** A directory that nobody else can look into, unless it is there already. */
export function createDirectory(directory: string): void {
	mkdirSync(directory, { recursive: true, mode: 0o700 });
}

/** A file that nobody else can read; one that is there stays as it is, and is not even opened. */
export function createEmptyFile(file: string): void {
	try {
		closeSync(openSync(file, "wx", 0o600));
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
	}
}

/** Puts a file, or the names of a directory, on the disk for good. */
export function sync(path: string): void {
	const descriptor = openSync(path, "r");
	try {
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}
