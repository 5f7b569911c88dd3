import { cacheFolderOf } from "../context/config-place.ts";
import { writeWholeFile } from "../files/write-whole-file.ts";
import type { Host } from "../host.ts";
import { parseFields } from "../local/json-fields.ts";

export interface KnownNames {
	readonly names: readonly string[];
	readonly isFresh: boolean;
}

type CacheHost = Pick<Host, "env" | "files" | "now" | "user">;

/** The names that a server had when it was asked last, unless that is long ago. */
export function findNames(host: CacheHost, key: string): KnownNames | undefined {
	try {
		const { at, names } = parseFields(host.files.readFileSync(fileOf(host, key), "utf8"));
		const ageMs = typeof at === "string" ? host.now() - Date.parse(at) : Number.NaN;
		if (!(ageMs >= 0 && ageMs < usefulMs) || !Array.isArray(names)) return undefined;
		return { names: names.filter((name) => typeof name === "string"), isFresh: ageMs < freshMs };
	} catch {
		return undefined;
	}
}

/** Without a place to write, the server is asked again next time. */
export function keepNames(host: CacheHost, key: string, names: readonly string[]): void {
	try {
		host.files.mkdirSync(cacheFolderOf(host), { recursive: true, mode: 0o700 });
		const text = JSON.stringify({ at: new Date(host.now()).toISOString(), names });
		writeWholeFile(host.files, fileOf(host, key), `${text}\n`);
	} catch {}
}

/** So long nobody asks a server again: who presses a key twice wants the same names. */
const freshMs = 20_000;

/** So long old names are better than none, when the server does not answer. */
const usefulMs = 24 * 3600 * 1000;

function fileOf(host: CacheHost, key: string): string {
	return `${cacheFolderOf(host)}/names-${key}.json`;
}
