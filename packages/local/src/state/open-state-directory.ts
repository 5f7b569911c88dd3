import { chmodSync, readdirSync, type Stats, statSync } from "node:fs";
import { makeDirectories } from "./make-directories.ts";
import type { StateDirectory } from "./state-directory.ts";
import { inState, stateRefusal } from "./state-failure.ts";

/** Makes the directory, or refuses one in which somebody else could change what the server runs. */
export function openStateDirectory(state: StateDirectory, uid: number | undefined): void {
	inState(state, () => {
		makeDirectories(state.path);
		const stats = statSync(state.path);
		refuseForeign(state.path, stats, uid);
		if ((stats.mode & openToOthers) !== 0) closeToOthers(state.path);
	});
}

function closeToOthers(path: string): void {
	// Closing a directory that serves something else as well would be no favour.
	if (!isOurs(path)) {
		throw stateRefusal(`${path} holds other things, and others may look into it`, "Give a new directory with --state.");
	}
	chmodSync(path, 0o700);
}

/** Refuses a directory whose word about its server could be somebody else's; one that is not there says nothing. */
export function checkStateDirectory(state: StateDirectory, uid: number | undefined): void {
	const stats = inState(state, () => statSync(state.path, { throwIfNoEntry: false }));
	if (stats !== undefined) refuseForeign(state.path, stats, uid);
}

function refuseForeign(path: string, stats: Stats, uid: number | undefined): void {
	if (!stats.isDirectory())
		throw stateRefusal(`${path} is no directory`, "Give another one with --state, or in CHRONOS_JOB_STATE.");
	if (uid !== undefined && stats.uid !== uid) {
		throw stateRefusal(`${path} belongs to another user`, "Give a directory of your own with --state.");
	}
	if ((stats.mode & writableByOthers) === 0) return;
	throw stateRefusal(`others may write to ${path}`, `Run \`chmod 700 '${path}'\`, or give another one with --state.`);
}

const writableByOthers = 0o022;
const openToOthers = 0o077;

function isOurs(path: string): boolean {
	const names = readdirSync(path);
	return names.length === 0 || names.includes("chronos.db") || names.includes("server.log");
}
