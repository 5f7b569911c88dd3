import { ChronosError } from "@chronos-job/core";
import { fileNameOf } from "../definitions/file-name-of.ts";
import { systemCodeOf } from "../files/file-system.ts";
import type { Host } from "../host.ts";
import { writePrivateFile } from "./write-private-file.ts";

export interface Editor {
	/** Of the file that is edited. */
	readonly path: string;
	/** Lets a person edit a text; undefined when the file is gone afterwards. */
	edit(text: string): Promise<string | undefined>;
	/** Whether the file still says what it said at first. */
	isUntouched(): boolean;
	/** Removes the file. */
	forget(): void;
}

type EditorHost = Pick<Host, "env" | "files" | "runEditor" | "temporaryFolder">;

/** The person's own editor on a file that nobody else can read. */
export function openEditor(host: EditorHost, job: string): Editor {
	const { files } = host;
	// Whoever has made such a folder before gets nothing to read: this fails then.
	const folder = `${host.temporaryFolder}/chronos-job-${Math.random().toString(36).slice(2)}`;
	const path = `${folder}/${fileNameOf(job)}.jsonc`;
	makeFolder(host, folder);
	let first: string | undefined;
	const read = (): string | undefined => (files.existsSync(path) ? files.readFileSync(path, "utf8") : undefined);
	return {
		path,
		async edit(text) {
			first ??= text;
			writePrivateFile(files, path, text);
			await runEditor(host, path);
			return read();
		},
		isUntouched: () => (read() ?? first) === first,
		forget: () => files.rmSync(folder, { recursive: true, force: true }),
	};
}

function makeFolder({ files }: EditorHost, folder: string): void {
	try {
		files.mkdirSync(folder, { mode: 0o700 });
	} catch (error) {
		const reason = systemCodeOf(error) ?? String(error);
		throw new ChronosError("document.unwritable", `there is no place for the file to edit: ${folder}: ${reason}`, {
			hint: "Make room there, or set TMPDIR to a folder of yours.",
			cause: error,
		});
	}
}

async function runEditor({ env, runEditor: start }: EditorHost, path: string): Promise<void> {
	const editor = env["VISUAL"] || env["EDITOR"] || "vi";
	// The variables hold commands, with options and quotes of their own.
	const exit = await start(["sh", "-c", `${editor} "$@"`, editor, path]).catch((error: unknown) => {
		throw failure(`${editor} cannot be started: ${systemCodeOf(error) ?? String(error)}`, error);
	});
	if (exit === 0) return;
	if (exit === notFound) throw failure(`there is no editor ${editor}`);
	throw failure(`${editor} ended ${exit === undefined ? "by a signal" : `with exit code ${exit}`}`);
}

/** What a shell answers for a command that is none. */
const notFound = 127;

function failure(message: string, cause?: unknown): ChronosError {
	return new ChronosError("editor.failed", message, {
		hint: "Set VISUAL or EDITOR to the command that starts your editor.",
		cause,
	});
}
