import type { Host } from "../host.ts";
import { systemCodeOf } from "../files/file-system.ts";
import { fillFile } from "../files/fill-file.ts";
import { ChronosError } from "@chronos-job/core";

/** Writes a text to a file of the working folder that was not there, and answers its path. */
export function saveText({ files, cwd }: Pick<Host, "files" | "cwd">, name: string, text: string): string {
	const [, stem = name, ending = ""] = /^(.*?)(\.[a-z]+)?$/s.exec(name.replaceAll(/[^\w.-]+/g, "-")) ?? [];
	for (let number = 1; ; number += 1) {
		const path = `${cwd}/${stem}${number === 1 ? "" : `-${number}`}${ending}`;
		if (files.existsSync(path)) continue;
		try {
			fillFile(files, path, { text, flags: "wx", mode: 0o666 });
			return path;
		} catch (error) {
			throw new ChronosError(
				"document.unwritable",
				`${path} cannot be written (${systemCodeOf(error) ?? String(error)})`,
			);
		}
	}
}
