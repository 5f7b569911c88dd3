import type { FileSystem } from "./file-system.ts";

export interface Filling {
	readonly text: string;
	readonly flags: "a" | "w" | "wx";
	/** Of a file that is not there yet. */
	readonly mode: number;
	/** Whether to wait for the disk; it does when absent. */
	readonly isSynced?: boolean;
	/** What to do to the open file first. */
	readonly prepare?: (descriptor: number) => void;
}

/** Writes all of a text to a file. */
export function fillFile(files: FileSystem, path: string, filling: Filling): void {
	const { text, flags, mode, isSynced = true, prepare } = filling;
	const descriptor = files.openSync(path, flags, mode);
	try {
		prepare?.(descriptor);
		const bytes = new TextEncoder().encode(text);
		for (let written = 0; written < bytes.length;) written += files.writeSync(descriptor, bytes, written);
		if (isSynced) files.fsyncSync(descriptor);
	} finally {
		files.closeSync(descriptor);
	}
}
