import { ChronosError, closest } from "@chronos-job/core";
import { groupIn, isMarked } from "./known-groups.ts";
import type { SweepGroup } from "./sweep-group.ts";

interface Named {
	readonly name: string;
}

/** A row of a list: one job, or all jobs of a sweep in one. */
export type Collapsed<Item extends Named> =
	| { readonly kind: "job"; readonly item: Item }
	| {
			readonly kind: "sweep";
			readonly group: string;
			readonly items: readonly [Item, ...Item[]];
			/** How many jobs the sweep has, wherever they are. */
			readonly total: number;
	  };

type Members = Pick<SweepGroup, "group"> & { readonly jobs: readonly Named[] };

/** Puts the jobs of each sweep into one row, which stands where the first of them stood. */
export function collapse<Item extends Named>(
	rows: readonly Item[],
	groups: readonly Members[],
): readonly Collapsed<Item>[] {
	const groupByJob = membership(groups);
	const members = Map.groupBy(rows, ({ name }) => groupByJob.get(name));
	return rows.flatMap<Collapsed<Item>>((item) => {
		const group = groupByJob.get(item.name);
		if (group === undefined) return [{ kind: "job", item }];
		const [first = item, ...rest] = members.get(group) ?? [];
		return first === item
			? [{ kind: "sweep", group: group.group, items: [first, ...rest], total: group.jobs.length }]
			: [];
	});
}

/** Items with the name of the sweep that each belongs to, if any. */
export function withSweeps<Item extends Named>(
	items: readonly Item[],
	groups: readonly Members[],
): readonly (Item & { readonly sweep?: string })[] {
	const groupByJob = membership(groups);
	return items.map((item) => {
		const group = groupByJob.get(item.name);
		return group === undefined ? item : { ...item, sweep: group.group };
	});
}

/** Words that select jobs, with `sweep:NAME` and the names of sweeps replaced by the names of their jobs. */
export function expandGroups(
	words: readonly string[],
	{ groups, jobs }: { readonly groups: readonly Members[]; readonly jobs: readonly Named[] },
): readonly string[] {
	const present = new Set(jobs.map(({ name }) => name));
	return words.flatMap((word) => {
		const group = groups.find((each) => each.group === groupIn(word));
		// A job that is called like a sweep is meant by its plain name.
		if (present.has(word) || (group === undefined && !isMarked(word))) return [word];
		if (group === undefined) throw missingSweep(word, groups);
		const names = group.jobs.map(({ name }) => name).filter((name) => present.has(name));
		// No word at all would select all jobs.
		if (names.length === 0) throw nothingLeft(group.group);
		return names;
	});
}

/** No sweep of that name was begun from here; the hint has the one that was probably meant. */
export function missingSweep(word: string, groups: readonly Members[]): ChronosError {
	const name = groupIn(word);
	const near = closest(
		name,
		groups.map(({ group }) => group),
	);
	return new ChronosError("job.not-found", `no sweep "${name}" was begun from here`, {
		hint: near === undefined ? "Run `chronos-job list` to see the jobs." : `Did you mean \`sweep:${near}\`?`,
	});
}

function membership(groups: readonly Members[]): ReadonlyMap<string, Members> {
	return new Map(groups.flatMap((group) => group.jobs.map(({ name }) => [name, group] as const)));
}

function nothingLeft(group: string): ChronosError {
	return new ChronosError("job.not-found", `the server has no job of the sweep "${group}" any more`, {
		hint: "Run `chronos-job list` to see the jobs.",
	});
}
