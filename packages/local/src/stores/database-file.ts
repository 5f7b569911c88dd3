import { randomUUID } from "node:crypto";
import { renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { applicationId, inspectFile, newerThan } from "./inspect-file.ts";
import { migrations } from "./migrations.ts";
import { createEmptyFile, sync } from "./private-file.ts";

export function databaseIn(directory: string): string {
	return join(directory, "chronos.db");
}

/** The files that belong to one database. */
export const databaseEndings = ["", "-journal", "-wal", "-shm"] as const;

/** Whole and on disk, but not yet in the place of the database that it was rescued from. */
export function repairedFile(file: string): string {
	return `${file}.repaired`;
}

/** Opens a database of ours and brings it up to date, or says why not; then the file is as it was. */
export function openDatabase(file: string, steps: readonly string[] = migrations): DatabaseSync {
	inspectFile(file, steps.length);
	const database = new DatabaseSync(file, { timeout: busyMs });
	try {
		database.exec(settings);
		migrate(database, { file, steps });
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
}

/** Makes the file in one stroke: a crash leaves all of it or nothing. */
export function createDatabase(file: string, steps: readonly string[] = migrations): void {
	const draft = `${file}.new`;
	removeDatabase(draft);
	createEmptyFile(draft);
	const database = new DatabaseSync(draft);
	try {
		// Nobody sees the draft before it is whole, so that it need be on disk but once.
		database.exec(
			`PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA application_id = ${String(applicationId)}`,
		);
		migrate(database, { file, steps });
		database.prepare("INSERT INTO meta (key, value) VALUES ('id', ?)").run(randomUUID());
	} finally {
		database.close();
	}
	sync(draft);
	renameSync(draft, file);
	sync(dirname(file));
}

/** Only for what was begun and never finished. */
export function removeDatabase(file: string): void {
	for (const ending of databaseEndings) rmSync(file + ending, { force: true });
}

/** How long to wait for somebody who looks into the file with another program. */
const busyMs = 2000;

// What was deleted is overwritten: secrets go with their jobs, and a repair finds nothing that is gone.
const settings = `
	PRAGMA journal_mode = WAL;
	PRAGMA synchronous = FULL;
	PRAGMA secure_delete = ON;
	PRAGMA cell_size_check = ON;
	PRAGMA trusted_schema = OFF;
	PRAGMA temp_store = MEMORY;
	PRAGMA cache_size = -16384;
	PRAGMA journal_size_limit = 67108864;
`;

interface Steps {
	readonly file: string;
	readonly steps: readonly string[];
}

function migrate(database: DatabaseSync, { file, steps }: Steps): void {
	const version = versionOf(database);
	if (version > steps.length) throw newerThan(file, { version, known: steps.length });
	if (version === steps.length) return;
	for (const [index, step] of steps.entries()) {
		if (index < version) continue;
		database.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${String(index + 1)}; COMMIT`);
	}
	// The next one to open the file sees its version in the head.
	database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
}

function versionOf(database: DatabaseSync): number {
	return Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
}
