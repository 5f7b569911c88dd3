import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** Makes a directory for its owner alone, with those above it that are missing. */
export function makeDirectories(path: string): void {
	for (const directory of missingAbove(path)) make(directory);
}

// Where nothing can be made, like in /proc, the recursive `mkdirSync` never comes to an end, and elsewhere it names the wrong reason.
function missingAbove(path: string): readonly string[] {
	const parent = dirname(path);
	return existsSync(path) || parent === path ? [] : [...missingAbove(parent), path];
}

function make(directory: string): void {
	try {
		mkdirSync(directory, { mode: 0o700 });
	} catch (error) {
		// Another program may have been faster.
		if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
	}
}
