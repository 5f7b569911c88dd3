import type { JobRow } from "./job-row.ts";

/** The jobs that start after one of these, and those after them, in the order of the graph; not these themselves. */
export function dependantsOf(jobs: ReadonlyMap<string, JobRow>, names: readonly string[]): readonly string[] {
	const children = childrenByParent(jobs);
	const found = new Set(names);
	// A set that grows while it is gone through gives its new entries as well.
	for (const name of found) for (const child of children.get(name) ?? []) found.add(child);
	return [...found].slice(new Set(names).size);
}

/** Those that lose a parent. */
export function childrenOf(jobs: ReadonlyMap<string, JobRow>, names: readonly string[]): readonly string[] {
	const children = childrenByParent(jobs);
	const own = new Set(names);
	return [...new Set(names.flatMap((name) => children.get(name) ?? []))].filter((child) => !own.has(child));
}

function childrenByParent(jobs: ReadonlyMap<string, JobRow>): ReadonlyMap<string, readonly string[]> {
	const children = new Map<string, string[]>();
	for (const { name, facts } of jobs.values()) {
		for (const parent of (facts.job ?? facts.summary)?.parents ?? []) {
			const known = children.get(parent);
			if (known === undefined) children.set(parent, [name]);
			else known.push(name);
		}
	}
	return children;
}
