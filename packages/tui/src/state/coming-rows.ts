import type { ChangedMap } from "./changed-map.ts";
import type { JobRow } from "./job-row.ts";

/** The jobs that have a next start, the soonest first; the same list as long as the jobs are the same. */
export function comingRows(jobs: ChangedMap<JobRow>): readonly JobRow[] {
	const known = lists.get(jobs);
	if (known !== undefined) return known;
	const list = rowsOf(jobs).toSorted((a, b) => (a.nextAt ?? 0) - (b.nextAt ?? 0));
	lists.set(jobs, list);
	return list;
}

const lists = new WeakMap<ReadonlyMap<string, JobRow>, readonly JobRow[]>();

// What is in order already is soon sorted again.
function rowsOf(jobs: ChangedMap<JobRow>): readonly JobRow[] {
	const { base, changes } = jobs;
	if (base === undefined || changes === undefined) return [...jobs.values()].filter(isComing);
	const kept = comingRows(base).filter(({ name }) => !changes.has(name));
	const changed = [...changes.values()].filter((row) => row !== undefined);
	return [...kept, ...changed.filter(isComing)];
}

function isComing({ nextAt }: JobRow): boolean {
	return nextAt !== undefined;
}
