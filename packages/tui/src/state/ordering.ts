import type { JobRow } from "./job-row.ts";
import { sortValueOfMany } from "./row-fields.ts";
import { type Entry, entryOrder, fieldOf, sortedRows } from "./sort-rows.ts";
import type { SortChoice } from "./settings.ts";
import type { GroupRow, Table } from "./state.ts";

/** What stands where, and what it is made of. */
export type Ordering = Pick<Table, "heads" | "members" | "groups" | "order" | "matching">;

export interface OrderRules {
	readonly passes: (row: JobRow) => boolean;
	readonly sort: SortChoice;
	readonly openGroups: ReadonlySet<string>;
	readonly now: number;
	readonly find: (name: string) => JobRow | undefined;
}

/** All rows in order. */
export function orderRows(rows: ReadonlyMap<string, JobRow>, rules: OrderRules): Ordering {
	const passing = sortedRows(rows, rules).filter(rules.passes);
	const members = membersOf(passing);
	if (members.size === 0) return flat(passing.map(({ name }) => name));
	const groups = new Map([...members].flatMap(([sweep, names]) => groupEntry(sweep, names, rules)));
	const context = { groups, ...rules };
	const alone = passing.filter(({ sweep }) => sweep === undefined).map(({ name }) => entryOf(name, context));
	const sweeps = [...members].flatMap(([sweep, names]) => headOf(sweep, names, context) ?? []);
	const heads = [...alone, ...sweeps].sort(entryOrder(rules.sort)).map(({ key }) => key);
	return assemble({ heads, members, groups }, rules.openGroups);
}

/** The same when only some rows were created, changed or lost: those are taken out, and put where they belong. */
export function reorderRows(before: Ordering, names: readonly string[], rules: OrderRules): Ordering {
	const wanted = names.flatMap((name) => rules.find(name) ?? []).filter(rules.passes);
	const sweeps = touchedSweeps(before, names, wanted);
	const members = membersAfter(before.members, { names: new Set(names), wanted, sweeps, rules });
	const groups = new Map(before.groups);
	for (const sweep of sweeps) {
		const [entry] = groupEntry(sweep, members.get(sweep) ?? [], rules);
		if (entry === undefined) groups.delete(groupKey(sweep));
		else groups.set(...entry);
	}
	const leaving = new Set([...names, ...[...sweeps].map(groupKey), ...[...sweeps].flatMap(soleMember(before.members))]);
	const context = { groups, ...rules };
	const coming = [
		...wanted.filter(({ sweep }) => sweep === undefined).map(({ name }) => entryOf(name, context)),
		...[...sweeps].flatMap((sweep) => headOf(sweep, members.get(sweep) ?? [], context) ?? []),
	];
	const staying = before.heads.filter((key) => !leaving.has(key));
	const heads = coming.reduce((keys, entry) => inserted(keys, entry, context), staying);
	return assemble({ heads, members, groups }, rules.openGroups);
}

/** With other groups open. */
export function unfold(ordering: Ordering, openGroups: ReadonlySet<string>): Ordering {
	return { ...assemble(ordering, openGroups), matching: ordering.matching };
}

/** How a sweep is called where rows are named. */
export function groupKey(sweep: string): string {
	return `sweep:${sweep}`;
}

interface Context extends OrderRules {
	readonly groups: ReadonlyMap<string, GroupRow>;
}

function membersOf(rows: readonly JobRow[]): ReadonlyMap<string, readonly string[]> {
	const members = new Map<string, string[]>();
	for (const { name, sweep } of rows) {
		if (sweep === undefined) continue;
		const names = members.get(sweep);
		if (names === undefined) members.set(sweep, [name]);
		else names.push(name);
	}
	return members;
}

function flat(heads: readonly string[]): Ordering {
	return { heads, members: new Map(), groups: new Map(), order: heads, matching: heads.length };
}

function assemble(
	{ heads, members, groups }: Pick<Ordering, "heads" | "members" | "groups">,
	openGroups: ReadonlySet<string>,
): Ordering {
	const isFolded = ![...groups.keys()].some((key) => openGroups.has(key));
	const order = isFolded
		? heads
		: heads.flatMap((key) => (openGroups.has(key) ? [key, ...(groups.get(key)?.jobs ?? [])] : [key]));
	let matching = heads.length;
	for (const { jobs } of groups.values()) matching += jobs.length - 1;
	return { heads, members, groups, order, matching };
}

/** A sweep of one job is that job. */
function groupEntry(
	sweep: string,
	jobs: readonly string[],
	rules: OrderRules,
): readonly (readonly [key: string, group: GroupRow])[] {
	if (jobs.length < 2) return [];
	const rows = jobs.flatMap((name) => rules.find(name) ?? []);
	const count = (...states: readonly JobRow["state"][]) => rows.filter(({ state }) => states.includes(state)).length;
	const field = fieldOf(rules);
	const isByName = rules.sort.field === "name";
	const sortedBy = isByName ? sweep : sortValueOfMany(rules.sort.field, rows.map(field));
	const group = {
		name: sweep,
		jobs,
		queued: count("queued", "retry", "fresh", "disabled"),
		running: count("running"),
		done: count("ok"),
		failed: count("failed"),
		sortedBy,
	};
	return [[groupKey(sweep), group]];
}

function headOf(sweep: string, jobs: readonly string[], context: Context): Entry | undefined {
	const [first] = jobs;
	if (first === undefined) return undefined;
	return entryOf(jobs.length === 1 ? first : groupKey(sweep), context);
}

function entryOf(key: string, context: Context): Entry {
	const group = context.groups.get(key);
	if (group !== undefined) return { key, value: group.sortedBy };
	const row = context.find(key);
	return { key, value: row && fieldOf(context)(row) };
}

function touchedSweeps(before: Ordering, names: readonly string[], wanted: readonly JobRow[]): ReadonlySet<string> {
	const changed = new Set(names);
	const now = wanted.flatMap(({ sweep }) => sweep ?? []);
	const left = [...before.members].filter(([, jobs]) => jobs.some((job) => changed.has(job)));
	return new Set([...now, ...left.map(([sweep]) => sweep)]);
}

interface MemberChange {
	readonly names: ReadonlySet<string>;
	readonly wanted: readonly JobRow[];
	readonly sweeps: ReadonlySet<string>;
	readonly rules: OrderRules;
}

function membersAfter(
	before: Ordering["members"],
	{ names, wanted, sweeps, rules }: MemberChange,
): ReadonlyMap<string, readonly string[]> {
	const members = new Map(before);
	const context = { groups: new Map(), ...rules };
	for (const sweep of sweeps) {
		const staying = (before.get(sweep) ?? []).filter((name) => !names.has(name));
		const coming = wanted.filter((row) => row.sweep === sweep).map(({ name }) => entryOf(name, context));
		const jobs = coming.reduce((keys, entry) => inserted(keys, entry, context), staying);
		if (jobs.length === 0) members.delete(sweep);
		else members.set(sweep, jobs);
	}
	return members;
}

function soleMember(members: Ordering["members"]): (sweep: string) => readonly string[] {
	return (sweep) => {
		const jobs = members.get(sweep) ?? [];
		return jobs.length === 1 ? jobs : [];
	};
}

/** Where it belongs, in a list that is sorted. */
function inserted(keys: readonly string[], entry: Entry, context: Context): string[] {
	const compare = entryOrder(context.sort);
	let [from, to] = [0, keys.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		const isBefore = compare(entryOf(keys[middle] ?? "", context), entry) < 0;
		if (isBefore) from = middle + 1;
		else to = middle;
	}
	return keys.toSpliced(from, 0, entry.key);
}
