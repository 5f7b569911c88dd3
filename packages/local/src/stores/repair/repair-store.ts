import { existsSync } from "node:fs";
import { ChronosError, hasCode } from "@chronos-job/core";
import { databaseIn, openDatabase, repairedFile } from "../database-file.ts";
import { explained } from "../explain-failure.ts";
import { inspectFile } from "../inspect-file.ts";
import { migrations } from "../migrations.ts";
import { lockState } from "../state-lock.ts";
import { type RescueCount, rescueInto } from "./rescue-into.ts";
import { swapDatabases, undoSwap } from "./swap-databases.ts";

export interface RepairOptions {
	readonly directory: string;
	readonly now: number;
	/** A file for what is rescued; without it, that takes the place of the damaged database. */
	readonly into?: string;
}

export interface Repair extends RescueCount {
	/** Where the rescued database is, and where the damaged one. */
	readonly rescued: string;
	readonly damaged: string;
}

/** Writes what can be read of a damaged database into a new one; the damaged one is kept as it is. */
export function repairStore({ directory, now, into }: RepairOptions): Repair {
	const file = databaseIn(directory);
	return explained(file, () => {
		using _lock = lockState(directory);
		undoSwap(file);
		const target = into ?? repairedFile(file);
		if (into !== undefined && existsSync(into)) throw taken(into);
		const count = rescueInto(target, { file, now, doubt: findDoubt(file) });
		if (into !== undefined) return { ...count, rescued: into, damaged: file };
		const damaged = swapDatabases(file, now);
		openDatabase(file).close();
		return { ...count, rescued: file, damaged };
	});
}

/** Why the file may not be ours. */
function findDoubt(file: string): unknown {
	// Of a database that is gone, its log may be left.
	if (!existsSync(file) && existsSync(`${file}-wal`)) return undefined;
	try {
		inspectFile(file, migrations.length);
		return undefined;
	} catch (error) {
		if (hasCode(error, "store.foreign") || hasCode(error, "store.corrupt")) return error;
		throw error;
	}
}

function taken(into: string): ChronosError {
	return new ChronosError("store.failed", `${into} is there already`, { hint: "Name a file that does not exist yet." });
}
