import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ChronosError } from "@chronos-job/core";
import { explainFailure } from "./explain-failure.ts";
import { createEmptyFile } from "./private-file.ts";

/** Makes the caller the only one in a directory until it lets go or dies: the kernel takes the lock back then. */
export function lockState(directory: string): Disposable {
	const file = join(directory, "lock.db");
	try {
		createEmptyFile(file);
		return hold(file);
	} catch (error) {
		throw isBusy(error) ? lockedBy(directory, error) : explainFailure(error, file);
	}
}

// Node cannot lock files, but SQLite can. Nobody else may open this one: closing it anywhere in a process unlocks it.
function hold(file: string): Disposable {
	const database = new DatabaseSync(file, { timeout: waitMs });
	const release = (): void => {
		held.delete(database);
		database.close();
	};
	held.add(database);
	try {
		// Without a journal nothing but the lock itself is left behind.
		database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
	} catch (error) {
		release();
		throw error;
	}
	return { [Symbol.dispose]: release };
}

/** What nothing refers to is collected, and that would unlock it too. */
const held = new Set<DatabaseSync>();

/** Two that come at once both fail without a little patience. */
const waitMs = 250;

function isBusy(error: unknown): boolean {
	return error instanceof Error && "errcode" in error && error.errcode === 5;
}

function lockedBy(directory: string, cause: unknown): ChronosError {
	return new ChronosError("store.locked", `another server uses ${directory}`, {
		hint: "Run `chronos-job local stop`, or choose another state directory.",
		cause,
	});
}
