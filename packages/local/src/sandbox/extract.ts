import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { Processes } from "../executors/processes.ts";

export interface ExtractOptions {
	readonly processes: Processes;
	/** Where tar and unzip are looked for. */
	readonly path: string;
	readonly into: string;
	readonly maxBytes: number;
	readonly signal?: AbortSignal | undefined;
}

/** Whether the name of a file says that it is an archive. */
export function isArchive(file: string): boolean {
	return kindOf(file) !== undefined;
}

/** Unpacks an archive with the system's own programs, if it stays inside the directory and small; rejects with the reason. */
export async function extract(archive: string, options: ExtractOptions): Promise<void> {
	const kind = kindOf(archive);
	if (kind === undefined) return;
	const names = (await output(kind.names(archive), options)).split("\n");
	const unsafe = names.find((name) => isUnsafe(name) || leadsThroughLink(name, options.into));
	if (unsafe !== undefined) throw new Error(`${unsafe} would leave the sandbox`);
	const bytes = kind.bytesOf(await output(kind.details(archive), options));
	if (bytes > options.maxBytes) throw new Error(`it unpacks to more than ${String(options.maxBytes)} bytes`);
	// A listing can lie about sizes, so that the kernel holds each file to the limit as well.
	const limit = ["/bin/sh", "-c", 'ulimit -f "$1" && shift && exec "$@"', "sh"];
	const blocks = String(Math.ceil(options.maxBytes / 512));
	await output([...limit, blocks, ...kind.unpack(archive, options.into)], options);
}

interface ArchiveKind {
	readonly pattern: RegExp;
	names(archive: string): readonly string[];
	details(archive: string): readonly string[];
	bytesOf(details: string): number;
	unpack(archive: string, into: string): readonly string[];
}

const kinds: readonly ArchiveKind[] = [
	{
		pattern: /\.(?:tar|tar\.gz|tgz|tar\.bz2|tbz2?|tar\.xz|txz)$/i,
		names: (archive) => ["tar", "-tf", archive],
		details: (archive) => ["tar", "-tvf", archive],
		bytesOf: (details) => sum(details.split("\n").map(tarEntryBytes)),
		// Files belong to whom the job runs as, not to whom the archive says.
		unpack: (archive, into) => ["tar", "-xof", archive, "-C", into],
	},
	{
		pattern: /\.zip$/i,
		names: (archive) => ["unzip", "-Z1", archive],
		details: (archive) => ["unzip", "-l", archive],
		bytesOf: (details) => Number(/^\s*(\d+)/.exec(details.trimEnd().split("\n").at(-1) ?? "")?.[1] ?? 0),
		unpack: (archive, into) => ["unzip", "-qo", archive, "-d", into],
	},
];

function kindOf(file: string): ArchiveKind | undefined {
	return kinds.find(({ pattern }) => pattern.test(file));
}

/** `-rw-r--r-- owner/group 12 …` of GNU tar, `-rw-r--r-- 0 owner group 12 …` of the others. */
function tarEntryBytes(line: string): number {
	const [, gnu, other] = /^\S+\s+(?:\S+\/\S+\s+(\d+)|\d+\s+\S+\s+\S+\s+(\d+))\s/.exec(line) ?? [];
	return Number(gnu ?? other ?? 0);
}

function isUnsafe(name: string): boolean {
	return name.startsWith("/") || name.split("/").includes("..");
}

/** Whether an earlier archive left a link on the way. */
function leadsThroughLink(name: string, into: string): boolean {
	const folders = name.split("/").slice(0, -1);
	return folders.some((_, index) => isLink(join(into, ...folders.slice(0, index + 1))));
}

function isLink(file: string): boolean {
	return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

async function output(argv: readonly string[], { processes, path, into, signal }: ExtractOptions): Promise<string> {
	const { exitCode, stdout, stderr } = await processes.run(argv, {
		cwd: into,
		env: { PATH: path, LC_ALL: "C" },
		signal,
	});
	if (exitCode === 0) return stdout;
	throw new Error(stderr.trim().split("\n")[0] ?? "it cannot be unpacked");
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
