import { chmodSync, mkdirSync, readdirSync, type Stats, statSync } from "node:fs";
import { ChronosError } from "@chronos-job/core";
import type { StateDirectory } from "./state-directory.ts";

/** Makes the directory, or refuses one in which somebody else could change what the server runs. */
export function openStateDirectory({ path }: StateDirectory, uid: number | undefined): void {
	const stats = makeDirectory(path);
	refuseForeign(path, stats, uid);
	if ((stats.mode & openToOthers) === 0) return;
	// Closing a directory that serves something else as well would be no favour.
	if (!isOurs(path)) {
		throw refusal(`${path} holds other things, and others may look into it`, "Give a new directory with --state.");
	}
	chmodSync(path, 0o700);
}

/** Refuses a directory whose word about its server could be somebody else's; one that is not there says nothing. */
export function checkStateDirectory({ path }: StateDirectory, uid: number | undefined): void {
	const stats = statSync(path, { throwIfNoEntry: false });
	if (stats !== undefined) refuseForeign(path, stats, uid);
}

function refuseForeign(path: string, stats: Stats, uid: number | undefined): void {
	if (!stats.isDirectory()) throw refusal(`${path} is no directory`, "Give another one with --state.");
	if (uid !== undefined && stats.uid !== uid) {
		throw refusal(`${path} belongs to another user`, "Give a directory of your own with --state.");
	}
	if ((stats.mode & writableByOthers) === 0) return;
	throw refusal(`others may write to ${path}`, `Run \`chmod 700 '${path}'\`, or give another one with --state.`);
}

const writableByOthers = 0o022;
const openToOthers = 0o077;

function makeDirectory(path: string): Stats {
	try {
		mkdirSync(path, { recursive: true, mode: 0o700 });
		return statSync(path);
	} catch (error) {
		const why = error instanceof Error ? error.message.replace(/^(\w+): (.*), .*/, "$2 ($1)") : String(error);
		throw refusal(`the state directory ${path} cannot be made: ${why}`, "Give another one with --state.", error);
	}
}

function isOurs(path: string): boolean {
	const names = readdirSync(path);
	return names.length === 0 || names.includes("chronos.db") || names.includes("server.log");
}

function refusal(message: string, hint: string, cause?: unknown): ChronosError {
	return new ChronosError("local.state-refused", message, { hint, cause });
}
