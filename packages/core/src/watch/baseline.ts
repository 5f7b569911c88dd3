import { type Job, type JobSummary } from "@chronos-job/schemas";
import type { ReadClient } from "../client/client.ts";
import type { LocalReader, LocalRun } from "../client/local-reader.ts";
import type { Clock } from "../clock.ts";

/** How things were before something was done, so that what came of it can be told from what was there already. */
export interface Baseline {
	readonly at: number;
	/** Without those that were not there. */
	readonly jobs: ReadonlyMap<string, JobBaseline>;
	/** On servers of ours: the newest run and the newest event. */
	readonly local: LocalBaseline | undefined;
}

export interface JobBaseline {
	readonly job: Job;
	readonly summary: JobSummary | undefined;
}

export interface LocalBaseline {
	readonly runId: number;
	readonly eventId: number;
	/** By their ids: runs of the jobs that had not settled yet. */
	readonly openRuns: ReadonlyMap<number, LocalRun["phase"]>;
}

export interface BaselineOptions {
	readonly clock: Clock;
	readonly signal?: AbortSignal | undefined;
}

/** To be taken before a submit or a start by hand whose fate is to be waited for; jobs that are not there yet are fine. */
export async function baselineOf(
	client: ReadClient,
	names: readonly string[],
	{ clock, signal }: BaselineOptions,
): Promise<Baseline> {
	const local = await client.server.local({ signal });
	const summaries = new Map((await client.jobs.summaries({ signal })).map((summary) => [summary.name, summary]));
	const found = await readJobs(client, names, signal);
	const jobs = found.map((job) => [job.name, { job, summary: summaries.get(job.name) }] as const);
	return {
		at: clock.now(),
		jobs: new Map(jobs),
		local: local === undefined ? undefined : await localBaselineOf(local, names, signal),
	};
}

async function readJobs(
	client: ReadClient,
	names: readonly string[],
	signal: AbortSignal | undefined,
): Promise<readonly Job[]> {
	const wanted = new Set(names);
	if (names.length > mostSingleReads)
		return (await client.jobs.list({ signal })).filter(({ name }) => wanted.has(name));
	const found = await Promise.all(names.map((name) => client.jobs.find(name, { signal })));
	return found.filter((job) => job !== undefined);
}

const mostSingleReads = 8;

async function localBaselineOf(
	local: LocalReader,
	names: readonly string[],
	signal: AbortSignal | undefined,
): Promise<LocalBaseline> {
	const newest = await local.runs({ limit: 1 }, { signal });
	const runs = await recentRuns(local, names, signal);
	const open = runs.filter(({ job, phase }) => phase !== "settled" && names.includes(job));
	return {
		runId: newest[0]?.id ?? 0,
		eventId: local.facts.lastEventId,
		openRuns: new Map(open.map(({ id, phase }) => [id, phase])),
	};
}

async function recentRuns(
	local: LocalReader,
	names: readonly string[],
	signal: AbortSignal | undefined,
): Promise<readonly LocalRun[]> {
	if (names.length > mostSingleReads) return local.runs({ limit: 1000 }, { signal });
	return (await Promise.all(names.map((job) => local.runs({ job, limit: 20 }, { signal })))).flat();
}
