import { renameSync } from "node:fs";
import { dirname } from "node:path";
import { createDatabase, openDatabase, removeDatabase } from "../database-file.ts";
import { corrupt } from "../inspect-file.ts";
import { sync } from "../private-file.ts";
import { openPages } from "./database-pages.ts";
import { fillDatabase, type RescueCount } from "./fill-database.ts";

export type { RescueCount } from "./fill-database.ts";

export interface RescueOptions {
	/** The damaged database. */
	readonly file: string;
	readonly now: number;
	/** What to say when nothing of ours is in the file. */
	readonly doubt: unknown;
}

/** Makes a database of all that can be read in another one; it is there completely or not at all. */
export function rescueInto(target: string, { file, now, doubt }: RescueOptions): RescueCount {
	const draft = `${target}.draft`;
	removeDatabase(draft);
	createDatabase(draft);
	const count = fill(draft, { file, now });
	if (doubt !== undefined && count.jobs + count.runs + count.attempts + count.events === 0) {
		removeDatabase(draft);
		throw doubt;
	}
	sync(draft);
	renameSync(draft, target);
	sync(dirname(target));
	return count;
}

function fill(draft: string, { file, now }: Pick<RescueOptions, "file" | "now">): RescueCount {
	using pages = openPages(file);
	const database = openDatabase(draft);
	try {
		const count = fillDatabase(database, pages, now);
		const [verdict] = database.prepare("PRAGMA integrity_check(1)").all();
		if (verdict?.["integrity_check"] !== "ok") throw corrupt(`${draft} was not written as it should be`);
		// Everything is in one file afterwards.
		database.exec("PRAGMA journal_mode = DELETE");
		return count;
	} finally {
		database.close();
	}
}
