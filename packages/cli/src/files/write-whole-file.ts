import type { Stats } from "node:fs";
import { ChronosError } from "@chronos-job/core";
import { type FileSystem, systemCodeOf } from "./file-system.ts";
import { fillFile } from "./fill-file.ts";

/** Replaces a file in one step: readers see the old text or the new one, never a part. Follows links, keeps mode and owner. */
export function writeWholeFile(files: FileSystem, path: string, text: string): void {
	const target = files.existsSync(path) ? files.realpathSync(path) : path;
	const temporary = `${target}.${Math.random().toString(36).slice(2)}.tmp`;
	try {
		const before = files.statSync(target, { throwIfNoEntry: false });
		// Renaming over a file needs no right to write it, but whoever took that right away meant it.
		if (before !== undefined) files.accessSync(target, mayWrite);
		const mode = before?.mode ?? 0o666;
		const prepare = (descriptor: number) => before && keepRights(files, descriptor, before);
		fillFile(files, temporary, { text, flags: "wx", mode, prepare });
		files.renameSync(temporary, target);
	} catch (error) {
		files.rmSync(temporary, { force: true });
		throw unwritable(`cannot write ${path}`, error);
	}
}

/** Makes a folder, and those that it is in, where they are missing. */
export function makeFolder(files: FileSystem, path: string): void {
	try {
		files.mkdirSync(path, { recursive: true });
	} catch (error) {
		throw unwritable(`cannot make the folder ${path}`, error);
	}
}

/** `W_OK` of the file system. */
const mayWrite = 2;

function unwritable(message: string, error: unknown): ChronosError {
	const code = systemCodeOf(error) ?? "";
	return new ChronosError("document.unwritable", `${message}: ${code || String(error)}`, {
		hint: hints[code] ?? "Check the space on the disk; what was there before is untouched.",
		cause: error,
	});
}

const hints: Readonly<Record<string, string>> = {
	ENOENT: "Make the folder first.",
	EACCES: "Change the permissions of the file or its folder, or run as a user who may write there.",
	EEXIST: "Choose another place: a file is in the way.",
	ENOTDIR: "Choose another place: the path runs through a file.",
	EROFS: "Choose a place that can be written.",
};

function keepRights(files: FileSystem, descriptor: number, { mode, uid, gid }: Stats): void {
	try {
		files.fchownSync(descriptor, uid, gid);
	} catch (error) {
		// Only root may give files away; somebody else's file in our folder becomes ours.
		if (systemCodeOf(error) !== "EPERM") throw error;
	}
	files.fchmodSync(descriptor, mode & 0o7777);
}
