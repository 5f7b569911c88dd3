import { ChronosError } from "@chronos-job/core";
import { type FileSystem, systemCodeOf } from "../files/file-system.ts";
import { fillFile } from "../files/fill-file.ts";

/** Writes a file wholly or not at all, for nobody else to read: definitions may hold passwords. */
export function writePrivateFile(files: FileSystem, path: string, text: string): void {
	const target = files.existsSync(path) ? files.realpathSync(path) : path;
	const temporary = `${target}.${Math.random().toString(36).slice(2)}.tmp`;
	try {
		fillFile(files, temporary, { text, flags: "wx", mode: 0o600 });
		files.renameSync(temporary, target);
	} catch (error) {
		files.rmSync(temporary, { force: true });
		throw new ChronosError("document.unwritable", `cannot write ${path}: ${systemCodeOf(error) ?? String(error)}`, {
			hint: "Choose a place that you can write; what was there before is untouched.",
			cause: error,
		});
	}
}
