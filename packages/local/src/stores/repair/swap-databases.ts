import { existsSync, readdirSync, renameSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { databaseEndings, repairedFile } from "../database-file.ts";
import { sync } from "../private-file.ts";

/** Puts a repaired database in the place of the damaged one, and tells where that is now. */
export function swapDatabases(file: string, now: number): string {
	const damaged = freeName(`${file}.damaged-${new Date(now).toISOString().replaceAll(/\D/g, "")}`);
	// The log would be replayed into whatever has the name of its database: it goes before that comes.
	for (const ending of databaseEndings) moveIfThere(file + ending, damaged + ending);
	sync(dirname(file));
	renameSync(repairedFile(file), file);
	sync(dirname(file));
	return damaged;
}

/** Begins anew where a swap was broken off: nobody has used the new database yet. */
export function undoSwap(file: string): void {
	if (existsSync(file) || !existsSync(repairedFile(file))) return;
	const prefix = `${basename(file)}.damaged-`;
	const names = readdirSync(dirname(file)).filter((name) => name.startsWith(prefix) && /\d$/.test(name));
	const last = names.sort().at(-1);
	if (last === undefined) return;
	const damaged = join(dirname(file), last);
	for (const ending of databaseEndings) {
		if (!existsSync(file + ending)) moveIfThere(damaged + ending, file + ending);
	}
}

function freeName(name: string): string {
	return existsSync(name) ? freeName(`${name}0`) : name;
}

function moveIfThere(from: string, to: string): void {
	if (existsSync(from)) renameSync(from, to);
}
