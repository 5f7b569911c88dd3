import type { Dialect } from "./calls.ts";
import type { Since } from "./job-fields.ts";

/** What was made of the sources of Chronos: a release, what came after the last one, or either with the patch for GPUs. */
export type Build = "2.3" | "2.4" | "2.5" | "3.0.0" | "3.0.1" | "3.0.2" | "HEAD" | "gpus" | "HEAD+gpus";

/** What came with some build: the fields of jobs, and the end of a crash over periods of months. */
export type Milestone = Since | "3.0.2";

interface BuildRow {
	readonly dialect: Dialect;
	/** For people. */
	readonly title: string;
	/** Beyond what the oldest ones can. */
	readonly has: readonly Milestone[];
}

const to300 = ["2.5", "3.0.0"] as const;
const to302 = [...to300, "3.0.1", "3.0.2"] as const;

/** Every build there is, the oldest first (contract §0.3, §2.8). */
const builds: Readonly<Record<Build, BuildRow>> = {
	"2.3": { dialect: "2.x", title: "2.3", has: [] },
	"2.4": { dialect: "2.x", title: "2.4", has: [] },
	"2.5": { dialect: "2.x", title: "2.5", has: ["2.5"] },
	"3.0.0": { dialect: "3.x", title: "3.0.0", has: to300 },
	"3.0.1": { dialect: "3.x", title: "3.0.1", has: [...to300, "3.0.1"] },
	"3.0.2": { dialect: "3.x", title: "3.0.2", has: to302 },
	HEAD: { dialect: "3.x", title: "HEAD (3.0.3-SNAPSHOT)", has: [...to302, "HEAD"] },
	gpus: { dialect: "3.x", title: "3.0 with GPUs (pull request 810)", has: [...to302, "gpus"] },
	"HEAD+gpus": { dialect: "3.x", title: "HEAD with GPUs (pull request 810)", has: [...to302, "HEAD", "gpus"] },
};

export function isBuild(value: unknown): value is Build {
	return typeof value === "string" && Object.hasOwn(builds, value);
}

/** All that speak a dialect, the oldest first; all there are without one. */
export function buildsOf(dialect?: Dialect): readonly Build[] {
	return Object.keys(builds).filter(
		(name): name is Build => isBuild(name) && (dialect === undefined || builds[name].dialect === dialect),
	);
}

/** What a build speaks; a dialect speaks itself. */
export function dialectOf(spoken: Dialect | Build): Dialect {
	return isBuild(spoken) ? builds[spoken].dialect : spoken;
}

export function hasMilestone(build: Build, milestone: Milestone): boolean {
	// The oldest builds have what no later one brought.
	return milestone === "2.4" || builds[build].has.includes(milestone);
}

/** What a server may be, in words for people. */
export function formatBuilds(dialect: Dialect, candidates: readonly Build[]): string {
	if (candidates.length === 0 || candidates.length === buildsOf(dialect).length) return `${dialect}, build not known`;
	const titles = candidates.map((build) => builds[build].title);
	const last = titles.at(-1) ?? "";
	return titles.length === 1 ? last : `${titles.slice(0, -1).join(", ")} or ${last}`;
}
