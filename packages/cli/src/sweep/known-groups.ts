import { ChronosError, type Target } from "@chronos-job/core";
import type { Host } from "../host.ts";
import type { SweepGroup } from "./sweep-group.ts";
import { sweepsFolder } from "./sweeps-folder.ts";

/** Who asks, and about which server. */
export interface SweepsOf {
	readonly host: Pick<Host, "env" | "files" | "user">;
	readonly target: Target;
}

/** The sweeps begun from here, for commands that can do without: they cost one look at the disk where there are none. */
export async function knownGroups({ host, target }: SweepsOf): Promise<readonly SweepGroup[]> {
	try {
		if (!host.files.existsSync(sweepsFolder(host, target))) return [];
		const { readGroups } = await import("./sweep-files.ts");
		return readGroups(host, target);
	} catch (error) {
		// Without a home nobody has begun one, and records that cannot be read do not keep a list from being printed.
		if (error instanceof ChronosError) return [];
		throw error;
	}
}

/** The one that a word names, bare or as `sweep:NAME`. */
export function findGroup(groups: readonly SweepGroup[], word: string): SweepGroup | undefined {
	return groups.find(({ group }) => group === groupIn(word));
}

/** `train` of `sweep:train` as of `train`. */
export function groupIn(word: string): string {
	return isMarked(word) ? word.slice(mark.length) : word;
}

/** Whether a word cannot be the name of a job. */
export function isMarked(word: string): boolean {
	return word.startsWith(mark);
}

const mark = "sweep:";
