import { type Dir, lstatSync, opendirSync } from "node:fs";
import { join } from "node:path";

export interface Found {
	readonly path: string;
	/** A link to one is none. */
	readonly isDirectory: boolean;
}

/** All that is below a directory, each directory before what it holds; links are told and never entered. */
export function* walkBelow(root: string): Generator<Found, void> {
	const waiting = [root];
	for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
		for (const found of entriesOf(path)) {
			if (found.isDirectory) waiting.push(found.path);
			yield found;
		}
	}
}

/** Nothing for what cannot be read: jobs remove files while this looks. */
function* entriesOf(path: string): Generator<Found, void> {
	const directory = openDirectory(path);
	if (directory === undefined) return;
	try {
		// Handing each look to another thread takes ten times as long.
		for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
			yield { path: join(path, entry.name), isDirectory: entry.isDirectory() };
		}
	} finally {
		directory.closeSync();
	}
}

function openDirectory(path: string): Dir | undefined {
	try {
		// Opening would enter a link, such as one that has taken the place of a directory.
		if (!lstatSync(path).isDirectory()) return undefined;
		// A job may have filled it with more names than should be in memory at once.
		return opendirSync(path, { bufferSize: 256 });
	} catch {
		return undefined;
	}
}
