import { ChronosError, type Target } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import { type FileSystem, systemCodeOf } from "../files/file-system.ts";
import { fillFile } from "../files/fill-file.ts";
import { definitionFiles, definitionsFolder, type DefinitionHost, fileNameFor } from "./definition-files.ts";
import { fileNameOf } from "./file-name-of.ts";
import { formatKept, type KeptDefinition } from "./kept-definition.ts";

/** Keeps what one command replaces or deletes; what cannot be kept is not touched, because it stops here. */
export function keepDefinitions(
	host: DefinitionHost,
	target: Target,
	renamed?: { readonly from: string; readonly to: string },
): (replaced: Pick<KeptDefinition, "because"> & { readonly job: Job }) => Promise<void> {
	const folder = definitionsFolder(host, target);
	const change = `${host.now().toString(36)}-${host.pid}`;
	return async ({ job, because }) => {
		const inside = `${folder}/${fileNameOf(job.name)}`;
		const renamedTo = because === "deleted" && job.name === renamed?.from ? renamed.to : undefined;
		const kept = { job: job.name, at: host.now(), because, change, renamedTo, definition: job };
		try {
			host.files.mkdirSync(inside, { recursive: true, mode: 0o700 });
			const names = definitionFiles(host, inside);
			write(host.files, `${inside}/${fileNameFor(kept.at, names)}`, formatKept(kept));
			for (const old of names.slice(0, 1 - mostOfJob)) host.files.rmSync(`${inside}/${old}`, { force: true });
		} catch (error) {
			throw unwritable(inside, error);
		}
	};
}

const mostOfJob = 100;

/** Whole or not at all, and for nobody else: definitions may hold passwords. */
function write(files: FileSystem, path: string, text: string): void {
	const temporary = `${path}.tmp`;
	fillFile(files, temporary, { text, flags: "w", mode: 0o600 });
	files.renameSync(temporary, path);
}

function unwritable(folder: string, error: unknown): ChronosError {
	const reason = systemCodeOf(error) ?? String(error);
	return new ChronosError("document.unwritable", `what would be replaced cannot be kept in ${folder}: ${reason}`, {
		hint: "Make room there, or set XDG_STATE_HOME to a folder of yours; the server is untouched.",
		cause: error,
	});
}
