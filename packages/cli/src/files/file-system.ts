import type * as fs from "node:fs";

/** The part of `node:fs` that commands use; only a type, because loading `node:fs` as ESM costs start-up time. */
export type FileSystem = Pick<
	typeof fs,
	| "accessSync"
	| "closeSync"
	| "existsSync"
	| "fchmodSync"
	| "fchownSync"
	| "fsyncSync"
	| "lstatSync"
	| "mkdirSync"
	| "opendirSync"
	| "openSync"
	| "readFileSync"
	| "readdirSync"
	| "realpathSync"
	| "renameSync"
	| "rmSync"
	| "statSync"
	| "writeSync"
>;

/** The system's name of what went wrong: `ENOENT`, `EACCES`… */
export function systemCodeOf(error: unknown): string | undefined {
	if (!(error instanceof Error) || !("code" in error)) return undefined;
	return typeof error.code === "string" ? error.code : undefined;
}
