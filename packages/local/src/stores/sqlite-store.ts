import { existsSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { createDatabase, databaseIn, openDatabase, repairedFile } from "./database-file.ts";
import { explained } from "./explain-failure.ts";
import { corrupt } from "./inspect-file.ts";
import { createDirectory } from "./private-file.ts";
import { openJobRows } from "./job-rows.ts";
import { openHistory } from "./sqlite-history.ts";
import { openPruner } from "./sqlite-pruner.ts";
import { openWriter } from "./sqlite-writer.ts";
import { lockState } from "./state-lock.ts";
import type { Store } from "./store.ts";

/** Keeps everything in one file of a directory that is nobody else's while it is open. */
export function openSqliteStore({ directory }: { readonly directory: string }): Store {
	const file = databaseIn(directory);
	return explained(file, () => {
		createDirectory(directory);
		const lock = lockState(directory);
		return closingOnFailure(lock, () => {
			const database = openOrCreate(file);
			return closingOnFailure(database, () => storeOn(database, { file, lock }));
		});
	});
}

function openOrCreate(file: string): DatabaseSync {
	if (!existsSync(file)) {
		// SQLite would replay the log of the lost file into the new one.
		const remains = [`${file}-wal`, repairedFile(file)].find((name) => existsSync(name));
		if (remains !== undefined) throw corrupt(`${file} is gone, but ${remains} is there`);
		createDatabase(file);
	}
	return openDatabase(file);
}

function storeOn(database: DatabaseSync, { file, lock }: { readonly file: string; readonly lock: Disposable }): Store {
	const history = openHistory(database);
	const rows = openJobRows(database);
	const write = openWriter(database, rows);
	const prune = openPruner(database);
	return {
		id: history.storeId(),
		load: () => explained(file, () => history.load((read) => rows.replace(read))),
		commit: (changes) => explained(file, () => write(changes)),
		history: {
			listRuns: (query) => explained(file, () => history.listRuns(query)),
			findRun: (id) => explained(file, () => history.findRun(id)),
			findAttempt: (taskId) => explained(file, () => history.findAttempt(taskId)),
			listEvents: (query) => explained(file, () => history.listEvents(query)),
			firstEventId: () => explained(file, () => history.firstEventId()),
		},
		prune: (limits) => explained(file, () => prune(limits)),
		[Symbol.dispose]: () => {
			if (!database.isOpen) return;
			try {
				database.close();
			} finally {
				lock[Symbol.dispose]();
			}
		},
	};
}

function closingOnFailure<T>(held: Disposable, work: () => T): T {
	try {
		return work();
	} catch (error) {
		held[Symbol.dispose]();
		throw error;
	}
}
