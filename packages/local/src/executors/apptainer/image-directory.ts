import { stat } from "node:fs/promises";
import type { Processes } from "../processes.ts";
import type { ApptainerProgram } from "./apptainer-program.ts";

export interface ImageReaderOptions {
	readonly processes: Pick<Processes, "run">;
	readonly environment: Readonly<Record<string, string>>;
}

/** Where an image lets commands begin; empty where it does not say. */
export type ImageReader = (file: string, program: ApptainerProgram) => Promise<string>;

/** Remembers what it has read, since a file seldom changes. */
export function imageReader(options: ImageReaderOptions): ImageReader {
	const known = new Map<string, string>();
	return async (file, program) => {
		const facts = await stat(file).catch(() => undefined);
		// What was no SIF file says nothing of that.
		if (facts?.isFile() !== true) return "";
		const key = `${file} ${String(facts.mtimeMs)} ${String(facts.size)}`;
		const found = known.get(key) ?? (await readDirectory(file, program, options).catch(() => ""));
		known.set(key, found);
		return found;
	};
}

/** A SIF file that was made of an image of Docker still has its configuration. */
async function readDirectory(file: string, { path }: ApptainerProgram, options: ImageReaderOptions): Promise<string> {
	const ask = async (...words: readonly string[]): Promise<string> => {
		const run = { cwd: "/", env: options.environment };
		const { exitCode, stdout } = await options.processes.run([path, "--silent", "sif", ...words], run);
		return exitCode === 0 ? stdout : "";
	};
	const listing = await ask("list", file);
	for (const [, id = ""] of listing.matchAll(/^(\d+)\s*\|.*\|JSON\.Generic/gm)) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- the first that says it is taken
		const found = directoryIn(await ask("dump", id, file));
		if (found !== undefined) return found;
	}
	return "";
}

function directoryIn(text: string): string | undefined {
	try {
		const { WorkingDir: directory }: { readonly WorkingDir?: unknown } = JSON.parse(text);
		return typeof directory === "string" && directory.startsWith("/") ? directory : undefined;
	} catch {
		return undefined;
	}
}
