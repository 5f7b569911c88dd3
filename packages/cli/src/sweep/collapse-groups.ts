import type { SweepGroup } from "./sweep-group.ts";

interface Named {
	readonly name: string;
}

/** A row of a list: one job, or all jobs of a sweep in one. */
export type Collapsed<Item extends Named> =
	| { readonly kind: "job"; readonly item: Item }
	| { readonly kind: "sweep"; readonly group: string; readonly items: readonly [Item, ...Item[]] };

type Members = Pick<SweepGroup, "group"> & { readonly jobs: readonly Named[] };

/** Puts the jobs of each sweep into one row, which stands where the first of them stood. */
export function collapse<Item extends Named>(
	rows: readonly Item[],
	groups: readonly Members[],
): readonly Collapsed<Item>[] {
	const groupByJob = new Map(groups.flatMap(({ group, jobs }) => jobs.map(({ name }) => [name, group] as const)));
	const members = Map.groupBy(rows, ({ name }) => groupByJob.get(name));
	return rows.flatMap<Collapsed<Item>>((item) => {
		const group = groupByJob.get(item.name);
		if (group === undefined) return [{ kind: "job", item }];
		const [first = item, ...rest] = members.get(group) ?? [];
		return first === item ? [{ kind: "sweep", group, items: [first, ...rest] }] : [];
	});
}

/** Words that select jobs, with `sweep:NAME` and the names of sweeps replaced by the names of their jobs. */
export function expandGroups(
	words: readonly string[],
	{ groups, jobs }: { readonly groups: readonly Members[]; readonly jobs: readonly Named[] },
): readonly string[] {
	const present = new Set(jobs.map(({ name }) => name));
	return words.flatMap((word) => {
		const isMarked = word.startsWith(mark);
		const group = groups.find((each) => each.group === (isMarked ? word.slice(mark.length) : word));
		// A job that is called like a sweep is meant by its plain name.
		if (group === undefined || (!isMarked && present.has(word))) return [word];
		return group.jobs.flatMap(({ name }) => (present.has(name) ? [name] : []));
	});
}

const mark = "sweep:";
