import type { Dir, Stats } from "node:fs";
import type { StateDirectory } from "@chronos-job/local";
import type { FileSystem } from "../files/file-system.ts";
import type { Host } from "../host.ts";

/** What a state directory takes up, in bytes. */
export interface StateSizes {
	readonly database: number;
	readonly log: number;
	readonly sandboxes: number;
	/** The sandboxes hold more than could be counted in the time. */
	readonly hasMore: boolean;
}

export function measureState({ files, now }: Pick<Host, "files" | "now">, state: StateDirectory): StateSizes {
	const sizeOf = (file: string) => files.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
	const { bytes, hasMore } = measureBelow({ files, now }, state.sandboxes);
	return {
		database: sizeOf(state.databaseFile) + sizeOf(`${state.databaseFile}-wal`),
		log: sizeOf(state.logFile) + sizeOf(state.oldLogFile),
		sandboxes: bytes,
		hasMore,
	};
}

const mostMs = 200;
// The clock may be set back meanwhile.
const mostEntries = 200_000;

function measureBelow(
	{ files, now }: Pick<Host, "files" | "now">,
	root: string,
): { readonly bytes: number; readonly hasMore: boolean } {
	const started = now();
	let bytes = 0;
	let entries = 0;
	for (const path of pathsBelow(files, root)) {
		if (entries === mostEntries || now() - started > mostMs) return { bytes, hasMore: true };
		// Files with holes take up less than they are long.
		bytes += (statsOf(files, path)?.blocks ?? 0) * 512;
		entries += 1;
	}
	return { bytes, hasMore: false };
}

/** Enters no links, which may lead anywhere, also to where they stand. */
function* pathsBelow(files: FileSystem, root: string): Generator<string, void> {
	const waiting = [root];
	for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
		for (const { path, isFolder } of entriesOf(files, folder)) {
			if (isFolder) waiting.push(path);
			yield path;
		}
	}
}

/** Nothing for what cannot be read: jobs make and remove files while this looks. */
function* entriesOf(
	files: FileSystem,
	folder: string,
): Generator<{ readonly path: string; readonly isFolder: boolean }, void> {
	const opened = openFolder(files, folder);
	if (opened === undefined) return;
	try {
		for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) {
			yield { path: `${folder}/${entry.name}`, isFolder: entry.isDirectory() };
		}
	} finally {
		opened.closeSync();
	}
}

function openFolder(files: FileSystem, folder: string): Dir | undefined {
	if (statsOf(files, folder)?.isDirectory() !== true) return undefined;
	try {
		return files.opendirSync(folder, { bufferSize: 256 });
	} catch {
		return undefined;
	}
}

function statsOf(files: FileSystem, path: string): Stats | undefined {
	try {
		return files.lstatSync(path, { throwIfNoEntry: false });
	} catch {
		return undefined;
	}
}
