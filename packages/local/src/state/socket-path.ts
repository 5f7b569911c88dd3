import { createHash } from "node:crypto";
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { ChronosError } from "@chronos-job/core";
import { makeDirectories } from "./make-directories.ts";
import type { StateDirectory } from "./state-directory.ts";

export interface SocketSurroundings {
	/** `$XDG_RUNTIME_DIR` */
	readonly runtimeDirectory: string | undefined;
	readonly temporaryDirectory: string;
	readonly uid: number | undefined;
}

/** Makes room for the socket of a server: a place of the user's own, without what a killed server left there. */
export function openSocketPlace(state: StateDirectory, surroundings: SocketSurroundings): string {
	const { path, directory } = socketPlaceOf(state, surroundings);
	if (directory !== undefined) makeOwnDirectory(directory, surroundings.uid);
	rmSync(path, { force: true });
	return path;
}

/** With the state, unless the system cannot hold so long a name. */
export function socketPlaceOf(
	state: StateDirectory,
	{ runtimeDirectory, temporaryDirectory, uid = 0 }: SocketSurroundings,
): { readonly path: string; readonly directory?: string } {
	const usual = join(state.path, "server.sock");
	if (fits(usual)) return { path: usual };
	const name = `${createHash("sha256").update(state.path).digest("hex").slice(0, 16)}.sock`;
	for (const base of [runtimeDirectory, temporaryDirectory, "/tmp"]) {
		if (base?.startsWith("/") !== true) continue;
		const directory = join(base, `chronos-job-${String(uid)}`);
		if (fits(join(directory, name))) return { path: join(directory, name), directory };
	}
	return { path: usual };
}

function fits(path: string): boolean {
	return Buffer.byteLength(path) <= longestPath;
}

/** Linux takes 107 bytes, other systems 103. */
const longestPath = 103;

function makeOwnDirectory(directory: string, uid: number | undefined): void {
	makeDirectories(directory);
	const stats = statSync(directory);
	if ((uid === undefined || stats.uid === uid) && (stats.mode & 0o077) === 0) return;
	throw new ChronosError("local.state-refused", `${directory} is not yours alone, and the socket has to stand there`, {
		hint: "Remove it, or give a state directory with a shorter path.",
	});
}
