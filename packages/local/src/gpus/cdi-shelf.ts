import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { CdiSpec } from "./cdi.ts";
import { parseCdiSpec } from "./parse-cdi-spec.ts";

/** The specifications as they are now; a file is read again only when it has changed. */
export type CdiShelf = (folders: readonly string[]) => readonly CdiSpec[];

export function cdiShelf(): CdiShelf {
	const known = new Map<string, Kept>();
	return (folders) =>
		folders.flatMap(filesIn).flatMap((file) => {
			const kept = orNothing(() => keptNow(file, known.get(file)));
			if (kept === undefined) return [];
			known.set(file, kept);
			return [kept.spec];
		});
}

interface Kept {
	readonly stamp: string;
	readonly spec: CdiSpec;
}

function keptNow(file: string, before: Kept | undefined): Kept {
	const { mtimeMs, size, ino } = statSync(file);
	const stamp = `${mtimeMs} ${size} ${ino}`;
	return before?.stamp === stamp
		? before
		: { stamp, spec: { file, ...parseCdiSpec(readFileSync(file, "utf8"), file) } };
}

function filesIn(folder: string): readonly string[] {
	const names = orNothing(() => readdirSync(folder)) ?? [];
	return names
		.filter((name) => /\.(?:json|ya?ml)$/.test(name))
		.toSorted()
		.map((name) => join(folder, name));
}

function orNothing<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}
