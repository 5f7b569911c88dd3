import type { JobFacts } from "@chronos-job/core";
import { stripToLine } from "../text/strip-controls.ts";
import type { ActionOf } from "./action.ts";
import { arrangeUnlessHeld } from "./arrange.ts";
import { changedMap } from "./changed-map.ts";
import { countRows } from "./counts.ts";
import { type GpuUses, type JobRow, rowOf } from "./job-row.ts";
import { refillDetail, refillOnChange } from "./pane-fill.ts";
import { layoutOf } from "./layout.ts";
import { withNotice } from "./notice.ts";
import { jobLevelOf } from "./place.ts";
import type { Data, FeedState, State, Tombstone } from "./state.ts";
import { type Next, same } from "./next.ts";

export function onFeedState(state: State, { feed, now }: ActionOf<"feed.state">): Next {
	const { data } = state;
	// Who hears every change has known all of it until now, however long ago the last one was.
	const at = data.at !== undefined && data.feed.kind === "live" ? now : data.at;
	return same({ ...state, now, data: { ...data, at, feed: harmless(feed) } });
}

/** What a server answers stands in it. */
function harmless(feed: FeedState): FeedState {
	if (feed.kind !== "offline") return feed;
	return { ...feed, message: stripToLine(feed.message), hint: feed.hint && stripToLine(feed.hint) };
}

export function onServer(state: State, { dialect, skewMs }: ActionOf<"feed.server">): Next {
	return same({ ...state, place: { ...state.place, dialect: dialect && stripToLine(dialect), skewMs } });
}

/** All jobs: whatever is not among them is gone. */
export function onAll(state: State, { facts, isWhole, at }: ActionOf<"feed.all">): Next {
	const { data } = state;
	const isFirst = data.at === undefined;
	const gone = vanished(state, facts);
	const told = taken(state, { facts, gone, at });
	// When more is told than before, that is no change of the jobs.
	const isSame = !isFirst && isWhole === data.isWhole;
	const changed = isSame ? told.changed : [];
	const next = withData(told.state, { isWhole, changed: new Set(changed) });
	// Times in a filter move on, even where no job has changed.
	const isAll = isFirst || state.table.filter.test !== undefined;
	return refillOnChange(arrangeUnlessHeld(next, isAll ? undefined : namesOf(told.changed, gone)), changed);
}

/** Some jobs that were created, changed or are gone. */
export function onSome(state: State, { facts, gone: names, at }: ActionOf<"feed.some">): Next {
	const gone = names.flatMap((name) => state.data.jobs.get(name) ?? []);
	const told = taken(state, { facts, gone, at });
	return refillOnChange(arrangeUnlessHeld(told.state, namesOf(told.changed, gone)), told.changed);
}

export function onSweeps(state: State, { sweeps }: ActionOf<"feed.sweeps">): Next {
	const { jobs } = state.data;
	const moved = [...jobs.values()].filter(({ name, sweep }) => sweeps.get(name) !== sweep);
	const known = withData(state, { sweeps });
	const rows = moved.map(({ name, facts }) => [name, freshRow(known, facts, state.now)] as const);
	const next = withData(known, { jobs: new Map([...jobs, ...rows]) });
	return same(rows.length === 0 ? next : arrangeUnlessHeld(next));
}

export function onRetries(state: State, { retries }: ActionOf<"feed.retries">): Next {
	const { jobs, counts } = state.data;
	const names = new Set([...state.data.retries.keys(), ...retries.keys()]);
	const moved = [...names].flatMap((name) => jobs.get(name) ?? []).filter(hasOther(retries));
	const known = withData(state, { retries });
	if (moved.length === 0) return same(known);
	const rows = new Map(moved.map(({ name, facts }) => [name, freshRow(known, facts, state.now)]));
	const next = withData(known, {
		jobs: changedMap(jobs, { entries: rows, gone: [] }),
		counts: countRows(rows.values(), countRows(moved, counts, -1)),
	});
	return same(arrangeUnlessHeld(next, [...rows.keys()]));
}

export function onGpuUses(state: State, { uses }: ActionOf<"feed.gpuUses">): Next {
	const { jobs } = state.data;
	const names = new Set([...state.data.gpuUses.keys(), ...uses.keys()]);
	const moved = [...names].flatMap((name) => jobs.get(name) ?? []).filter(usesOther(uses));
	const known = withData(state, { gpuUses: uses });
	const rows = new Map(moved.map(({ name, facts }) => [name, freshRow(known, facts, state.now)]));
	const next = withData(known, { jobs: changedMap(jobs, { entries: rows, gone: [] }) });
	return refillDetail(next, [...rows.keys()]);
}

function usesOther(uses: GpuUses): (row: JobRow) => boolean {
	return ({ name, gpuUses }) => JSON.stringify(gpuUses) !== JSON.stringify(uses.get(name) ?? []);
}

function hasOther(retries: ReadonlyMap<string, number>): (row: JobRow) => boolean {
	return ({ name, retryAt }) => retries.get(name) !== retryAt;
}

/** The same row as before when the server tells the same, so that nothing is worked out or drawn again. */
function keptRow({ data }: State, facts: JobFacts, now: number): JobRow {
	const before = data.jobs.get(facts.name);
	return before?.facts === facts ? before : freshRow({ data }, facts, now);
}

function freshRow({ data }: Pick<State, "data">, facts: JobFacts, now: number): JobRow {
	const { name } = facts;
	const { sweeps, retries, gpuUses } = data;
	return rowOf(facts, { now, sweep: sweeps.get(name), retryAt: retries.get(name), gpuUses: gpuUses.get(name) });
}

/** Those of which nothing is told any more. */
function vanished({ data }: State, facts: readonly JobFacts[]): readonly JobRow[] {
	const { jobs } = data;
	const isKnown = ({ name }: JobFacts, index: number) => jobs.has(name) && facts[index - 1]?.name !== name;
	if (facts.length === jobs.size && facts.every(isKnown)) return [];
	const told = new Set(facts.map(({ name }) => name));
	return [...jobs.values()].filter(({ name }) => !told.has(name));
}

interface Told {
	readonly facts: readonly JobFacts[];
	readonly gone: readonly JobRow[];
	readonly at: number;
}

interface Taken {
	readonly state: State;
	readonly changed: readonly string[];
}

function taken(state: State, { facts, gone, at }: Told): Taken {
	const { data } = state;
	const rows = new Map<string, JobRow>();
	for (const each of facts) {
		const row = keptRow(state, each, at);
		if (data.jobs.get(row.name) !== row) rows.set(row.name, row);
	}
	const jobs = withRows(data.jobs, rows, gone);
	const before = [...rows.keys()].flatMap((name) => data.jobs.get(name) ?? []);
	const changed = [...rows.keys()];
	const next = {
		jobs,
		at,
		counts: countRows(rows.values(), countRows([...before, ...gone], data.counts, -1)),
		tombstones: tombstonesAfter(state, { jobs, gone, at }),
		changed: new Set(changed),
		changedAt: changed.length === 0 ? undefined : at,
	};
	const table = withoutMarks(state, gone);
	const seen = tellOfLoss({ ...state, now: Math.max(state.now, at), table }, gone);
	return { state: withData(seen, next), changed };
}

/** Who looks at a job does not see that its row is gone. */
function tellOfLoss(state: State, gone: readonly JobRow[]): State {
	const level = jobLevelOf(state);
	const isLost = level !== undefined && gone.some(({ name }) => name === level.job);
	return isLost ? withNotice(state, `${level.job} is not on the server any more`) : state;
}

/** The same map when nothing has changed. */
function withRows(jobs: Data["jobs"], rows: Data["jobs"], gone: readonly JobRow[]): Data["jobs"] {
	if (rows.size === 0 && gone.length === 0) return jobs;
	return changedMap(jobs, { entries: rows, gone: gone.map(({ name }) => name) });
}

interface Gone {
	readonly jobs: Data["jobs"];
	readonly gone: readonly JobRow[];
	readonly at: number;
}

function tombstonesAfter(state: State, { jobs, gone, at }: Gone): Data["tombstones"] {
	const kept = [...state.data.tombstones].filter(([name]) => !jobs.has(name));
	const mourned = gone.filter(mournedIn(state, gone.length));
	const fresh = mourned.map((row): [string, Tombstone] => [row.name, { row, untilAt: at + tombstoneMs }]);
	return new Map([...kept, ...fresh]);
}

/** How long the row of a job that is gone stays, and says so. */
const tombstoneMs = 5000;

/** Everybody notices when few rows vanish; of many only those that can be seen are kept for a moment. */
function mournedIn(state: State, count: number): (row: JobRow) => boolean {
	const { order, top, selected } = state.table;
	if (count <= 20) return () => true;
	const rows = layoutOf(state).table?.rows ?? 0;
	const seen = new Set(order.slice(top, top + rows));
	return ({ name }) => seen.has(name) || name === selected;
}

/** What is gone is not marked any more. */
function withoutMarks({ table }: State, gone: readonly JobRow[]): State["table"] {
	if (table.marked.size === 0 || gone.length === 0) return table;
	const names = new Set(gone.map(({ name }) => name));
	return { ...table, marked: new Set([...table.marked].filter((name) => !names.has(name))) };
}

function withData(state: State, data: Partial<Data>): State {
	return { ...state, data: { ...state.data, ...data } };
}

function namesOf(changed: readonly string[], gone: readonly JobRow[]): readonly string[] {
	return [...changed, ...gone.map(({ name }) => name)];
}
