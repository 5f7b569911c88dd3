import type { Stats } from "node:fs";
import { ChronosError } from "@chronos-job/core";
import { type FileSystem, systemCodeOf } from "./file-system.ts";

/** Replaces a file in one step: readers see the old text or the new one, never a part. Follows links, keeps mode and owner. */
export function writeWholeFile(files: FileSystem, path: string, text: string): void {
	const target = files.existsSync(path) ? files.realpathSync(path) : path;
	const temporary = `${target}.${Math.random().toString(36).slice(2)}.tmp`;
	try {
		const before = files.statSync(target, { throwIfNoEntry: false });
		fill(files, temporary, { text, before });
		files.renameSync(temporary, target);
	} catch (error) {
		files.rmSync(temporary, { force: true });
		throw new ChronosError("document.unwritable", `cannot write ${path}: ${systemCodeOf(error) ?? String(error)}`, {
			hint: "Check the permissions of the folder and the space on the disk; the file is as it was before.",
			cause: error,
		});
	}
}

function fill(
	files: FileSystem,
	path: string,
	{ text, before }: { readonly text: string; readonly before: Stats | undefined },
): void {
	const descriptor = files.openSync(path, "wx", before?.mode ?? 0o666);
	try {
		if (before !== undefined) keepRights(files, descriptor, before);
		const bytes = new TextEncoder().encode(text);
		for (let written = 0; written < bytes.length;) written += files.writeSync(descriptor, bytes, written);
		files.fsyncSync(descriptor);
	} finally {
		files.closeSync(descriptor);
	}
}

function keepRights(files: FileSystem, descriptor: number, { mode, uid, gid }: Stats): void {
	try {
		files.fchownSync(descriptor, uid, gid);
	} catch (error) {
		// Only root may give files away; somebody else's file in our folder becomes ours.
		if (systemCodeOf(error) !== "EPERM") throw error;
	}
	files.fchmodSync(descriptor, mode & 0o7777);
}
