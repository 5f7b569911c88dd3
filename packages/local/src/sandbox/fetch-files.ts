import { createHash } from "node:crypto";
import { chmod, copyFile, lchown, mkdir, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import type { Job } from "@chronos-job/schemas";
import type { Processes } from "../executors/processes.ts";
import { fileNameOf, findAddress } from "./command-address.ts";
import { download } from "./download.ts";
import { extract, isArchive } from "./extract.ts";
import { inLanes } from "./in-lanes.ts";
import { walkBelow } from "./walk-below.ts";

export interface FetchOptions {
	readonly workDirectory: string;
	/** Keeps what jobs want cached; one file per address. */
	readonly cacheDirectory: string;
	/** Of one file, and of one unpacked archive. */
	readonly maxBytes: number;
	readonly processes: Processes;
	readonly path: string;
	/** Whom the files shall belong to, if not to the server. */
	readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
	readonly signal?: AbortSignal | undefined;
}

/** Brings the files a job asks for into its sandbox; answers why that failed. */
export async function fetchFiles(job: Job, options: FetchOptions): Promise<string | undefined> {
	for (const wish of wishesOf(job)) {
		try {
			// One after the other, because a later file may replace one of an earlier archive.
			// oxlint-disable-next-line eslint/no-await-in-loop -- see above
			await fetchFile(wish, options);
		} catch (error) {
			return `${wish.uri} cannot be fetched: ${error instanceof Error ? error.message : String(error)}`;
		}
	}
	if (options.owner !== undefined) await giveAway(options.workDirectory, options.owner);
	return undefined;
}

type Wish = Job["fetch"][number];

function wishesOf({ command, fetch, uris }: Job): readonly Wish[] {
	const address = findAddress(command);
	// A program that is fetched is all that is fetched (contract §5.9).
	if (address !== undefined) return [{ uri: address.uri, executable: true, cache: false, extract: false }];
	// Servers list the same address in both fields (contract §2.6).
	const others = uris.filter((uri) => fetch.every((wish) => wish.uri !== uri));
	return [...fetch, ...others.map((uri) => ({ uri, executable: false, cache: false, extract: true }))];
}

async function fetchFile(wish: Wish, options: FetchOptions): Promise<void> {
	const file = await placeFor(wish, options.workDirectory);
	await rm(file, { force: true });
	const { maxBytes, signal } = options;
	if (wish.cache) await copyFile(await cached(wish.uri, options), file);
	else await download(wish.uri, { to: file, maxBytes, signal });
	if (wish.executable) await chmod(file, 0o755);
	else if (wish.extract && isArchive(file)) await extract(file, { ...options, into: options.workDirectory });
}

async function placeFor({ uri, output_file: wanted }: Wish, workDirectory: string): Promise<string> {
	const name = wanted ?? fileNameOf(uri);
	const file = resolve(workDirectory, name);
	if (name === "" || !file.startsWith(workDirectory + sep)) throw new Error(`"${name}" is no name inside the sandbox`);
	await mkdir(dirname(file), { recursive: true });
	// An earlier archive may have put a link there that leads outside.
	const parent = await realpath(dirname(file));
	const root = await realpath(workDirectory);
	if (parent !== root && !parent.startsWith(root + sep)) throw new Error(`"${name}" would leave the sandbox`);
	return file;
}

async function cached(uri: string, { cacheDirectory, maxBytes, signal }: FetchOptions): Promise<string> {
	const file = join(cacheDirectory, createHash("sha256").update(uri).digest("hex"));
	if (await stat(file).catch(() => undefined)) return file;
	await mkdir(cacheDirectory, { recursive: true, mode: 0o700 });
	const part = `${file}.part`;
	await rm(part, { force: true });
	await download(uri, { to: part, maxBytes, signal });
	await rename(part, file);
	return file;
}

async function giveAway(
	directory: string,
	{ uid, gid }: { readonly uid: number; readonly gid: number },
): Promise<void> {
	await inLanes(walkBelow(directory), lanes, ({ path }) => lchown(path, uid, gid));
}

// As many as file operations have threads.
const lanes = 4;
