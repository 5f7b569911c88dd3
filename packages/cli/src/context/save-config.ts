import { ChronosError } from "@chronos-job/core";
import { systemCodeOf } from "../files/file-system.ts";
import { writeWholeFile } from "../files/write-whole-file.ts";
import type { Host } from "../host.ts";

/** Replaces the file of contexts, for its owner alone to read. */
export function saveConfig({ files }: Pick<Host, "files">, path: string, text: string): void {
	makeConfigFolder({ files }, path);
	orExplain(path, () => {
		makePrivate(files, path);
		writeWholeFile(files, path, text);
	});
}

/** Where the file of contexts is to be, for its owner alone to look at. */
export function makeConfigFolder({ files }: Pick<Host, "files">, path: string): void {
	orExplain(path, () => files.mkdirSync(path.replace(/\/[^/]*$/, ""), { recursive: true, mode: 0o700 }));
}

function orExplain(path: string, act: () => void): void {
	try {
		act();
	} catch (error) {
		const cause = error instanceof ChronosError ? error.cause : error;
		throw new ChronosError("config.unwritable", `${path} cannot be written (${systemCodeOf(cause) ?? String(cause)})`, {
			hint: "Make its folder one that you can write, or name another with XDG_CONFIG_HOME.",
			cause,
		});
	}
}

/** The new text takes over the rights of the old one, which is empty when there was none. */
function makePrivate(files: Host["files"], path: string): void {
	const descriptor = files.openSync(path, "a", 0o600);
	try {
		files.fchmodSync(descriptor, 0o600);
	} finally {
		files.closeSync(descriptor);
	}
}
