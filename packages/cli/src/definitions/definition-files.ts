import type { Target } from "@chronos-job/core";
import type { Host } from "../host.ts";
import { stateHome } from "../journal/state-home.ts";
import { targetKey } from "../journal/target-key.ts";

export type DefinitionHost = Pick<Host, "env" | "files" | "now" | "pid" | "user">;

/** Where the definitions of one installation are: a folder per job. */
export function definitionsFolder(host: DefinitionHost, target: Target): string {
	return `${stateHome(host)}/definitions/${targetKey(target)}`;
}

/** `20301231T235959.999Z.json`; the second one of a millisecond is `20301231T235959.999Z-2.json`. */
export function fileNameFor(at: number, taken: readonly string[]): string {
	const time = new Date(at).toISOString().replaceAll(/[-:]/g, "");
	const counts = taken.filter((name) => name.startsWith(time)).map((name) => placeOf(name).count);
	return counts.length === 0 ? `${time}.json` : `${time}-${Math.max(...counts) + 1}.json`;
}

/** In the order of time; what is not a definition is left out. */
export function definitionFiles({ files }: DefinitionHost, folder: string): readonly string[] {
	if (!files.existsSync(folder)) return [];
	return files.readdirSync(folder).filter(isDefinition).toSorted(byTime);
}

const fileName = /^(\d{8}T\d{6}\.\d{3}Z)(?:-(\d+))?\.json$/;

function isDefinition(name: string): boolean {
	return fileName.test(name);
}

function byTime(a: string, b: string): number {
	const [one, other] = [placeOf(a), placeOf(b)];
	if (one.time === other.time) return one.count - other.count;
	return one.time < other.time ? -1 : 1;
}

function placeOf(name: string): { readonly time: string; readonly count: number } {
	const [, time = "", count = "1"] = fileName.exec(name) ?? [];
	return { time, count: Number(count) };
}
