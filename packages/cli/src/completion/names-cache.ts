import { cacheFolderOf } from "../context/config-place.ts";
import { fillFile } from "../files/fill-file.ts";
import type { Host } from "../host.ts";
import { parseFields } from "../local/json-fields.ts";

export interface KnownNames {
	readonly names: readonly string[];
	readonly isFresh: boolean;
}

type CacheHost = Pick<Host, "env" | "files" | "now" | "user">;

/** The names that a server had when it was asked last, unless that is long ago. */
export function findNames(host: CacheHost, key: string): KnownNames | undefined {
	const known = readNames(host, key);
	if (known === undefined) return undefined;
	const ageMs = host.now() - known.at;
	return ageMs >= 0 && ageMs < usefulMs ? { names: known.names, isFresh: ageMs < freshMs } : undefined;
}

/** Without a place to write, the server is asked again next time. */
export function keepNames(host: CacheHost, key: string, names: readonly string[]): void {
	const at = host.now();
	if (!isKept(readNames(host, key), { at, names })) writeNames(host, key, { at, names });
}

/** Jobs that have come or gone since, among those that are known; alone they are no reason not to ask. */
export function changeNames(host: CacheHost, key: string, changes: ReadonlyMap<string, boolean>): void {
	const { at, names } = readNames(host, key) ?? { at: host.now() - freshMs, names: [] };
	const others = names.filter((name) => !changes.has(name));
	const come = [...changes].flatMap(([name, isThere]) => (isThere ? [name] : []));
	writeNames(host, key, { at, names: [...others, ...come].toSorted() });
}

interface Names {
	readonly at: number;
	readonly names: readonly string[];
}

/** A new file takes ten times as long as a look at one that still does. */
function isKept(kept: Names | undefined, { at, names }: Names): boolean {
	const isYoung = kept !== undefined && kept.at <= at && at - kept.at < freshMs / 2;
	return isYoung && kept.names.length === names.length && kept.names.every((name, index) => name === names[index]);
}

function readNames(host: CacheHost, key: string): Names | undefined {
	try {
		const { at, names } = parseFields(host.files.readFileSync(fileOf(host, key), "utf8"));
		if (typeof at !== "string" || !Array.isArray(names)) return undefined;
		return { at: Date.parse(at), names: names.filter((name) => typeof name === "string") };
	} catch {
		return undefined;
	}
}

function writeNames(host: CacheHost, key: string, { at, names }: Names): void {
	const text = `${JSON.stringify({ at: new Date(at).toISOString(), names })}\n`;
	try {
		if (replaceFile(host.files, fileOf(host, key), text)) return;
		// Only the first time, so that nobody waits for it.
		host.files.mkdirSync(cacheFolderOf(host), { recursive: true, mode: 0o700 });
		replaceFile(host.files, fileOf(host, key), text);
	} catch {}
}

/** In one step, because many commands may do so at once; nobody waits for the disk. */
function replaceFile(files: Host["files"], file: string, text: string): boolean {
	const temporary = `${file}.${Math.random().toString(36).slice(2)}`;
	try {
		fillFile(files, temporary, { text, flags: "wx", mode: 0o600, isSynced: false });
		files.renameSync(temporary, file);
		return true;
	} catch {
		files.rmSync(temporary, { force: true });
		return false;
	}
}

/** So long nobody asks a server again: who presses a key twice wants the same names. */
const freshMs = 20_000;

/** So long old names are better than none, when the server does not answer. */
const usefulMs = 24 * 3600 * 1000;

function fileOf(host: CacheHost, key: string): string {
	return `${cacheFolderOf(host)}/names-${key}.json`;
}
