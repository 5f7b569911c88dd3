import { type Job, type JobSummary, parseActivity } from "@chronos-job/schemas";
import type { ReadClient } from "../client/client.ts";
import type { LocalEvent, LocalReader, LocalRun } from "../client/local-reader.ts";
import { ChronosError } from "../errors.ts";
import { isDueNow } from "../plan/is-due-now.ts";
import { isExhausted } from "../plan/is-same-schedule.ts";
import { baselineOf, type LocalBaseline } from "./baseline.ts";
import type { Docket } from "./docket.ts";
import type { Fate } from "./fate.ts";
import { fateOfRun, fateOfRuns } from "./fate-of-runs.ts";
import { followEvents } from "./follow-events.ts";
import { runEventOf } from "./run-event-of.ts";
import { hasActiveAncestor, willRunAgain } from "./will-run-again.ts";

/** Waits for fates on a server of ours: its events say when to look, its runs what has happened. */
export async function settleTold(client: ReadClient, local: LocalReader, docket: Docket): Promise<void> {
	const { clock, signal, jobs, since, until } = docket.options;
	const base = since?.local ?? (await baselineOf(client, jobs, { clock, signal })).local;
	if (base === undefined) return;
	const court: Court = { client, local, docket, base, family: { parents: undefined } };
	if (since === undefined) await demandJobs(court);
	// All that has happened since a baseline is told once more.
	if (since === undefined || until === "idle") await judgeAll(court);
	if (!docket.isDone()) await follow(court);
}

async function follow(court: Court): Promise<void> {
	const { client, local, docket, base } = court;
	const { clock, signal } = docket.options;
	for await (const followed of followEvents(client, local, { clock, signal, after: base.eventId })) {
		if (followed.kind === "event") await hear(court, followed.event);
		else {
			docket.tell({ type: "gap", at: followed.at, since: followed.since });
			await judgeAll(court);
		}
		if (docket.isDone()) return;
	}
}

interface Court {
	readonly client: ReadClient;
	readonly local: LocalReader;
	readonly docket: Docket;
	readonly base: LocalBaseline;
	/** Names of all jobs that have children; undefined when they have to be asked for. */
	readonly family: { parents: ReadonlySet<string> | undefined };
}

/** Waiting for a job that nobody has written yet would be waiting for ever. */
async function demandJobs(court: Court): Promise<void> {
	const summaries = await summariesOf(court);
	const missing = court.docket.options.jobs.filter((name) => !summaries.has(name));
	if (missing.length > 0) throw new ChronosError("job.not-found", `there is no job ${missing.join(", no job ")}`);
}

async function hear(court: Court, event: LocalEvent): Promise<void> {
	const { docket, family } = court;
	const told = runEventOf(event);
	if (told === undefined || !("job" in told)) return;
	docket.tell(told);
	if (docket.isPending(told.job)) await judgeAfter(court, event, told.job);
	if (redefining.has(told.type)) family.parents = undefined;
	// Children of a job that has failed, or is gone, may have nothing left to wait for.
	const isBadNews = told.type === "run.settled" ? told.outcome !== "succeeded" : endings.has(told.type);
	if (isBadNews && family.parents?.has(told.job) !== false) await judgeResting(court);
}

/** An event that ends something decides; one that may put the job to rest does so only when no run is on its way. */
async function judgeAfter(court: Court, event: LocalEvent, job: string): Promise<void> {
	if (deciding.has(event.type)) return judge(court, job, findDrop(event));
	if (calming.has(event.type)) await judgeCalm(court, job);
}

async function judgeCalm(court: Court, job: string): Promise<void> {
	const seen = await look(court, job);
	// The end of that run is yet to be told.
	if (seen.eligible.length > 0 && court.docket.options.until === "any") return;
	const fate = (await verdictOf(court, seen)) ?? (await restOf(court, seen));
	if (fate !== undefined) court.docket.settle(fate);
}

const deciding: ReadonlySet<string> = new Set(["run.settled", "start.dropped", "job.deleted"]);
const calming: ReadonlySet<string> = new Set(["job.updated", "job.disabled"]);
const redefining: ReadonlySet<string> = new Set(["job.created", "job.changed"]);
const endings: ReadonlySet<string> = new Set(["job.deleted", "job.disabled"]);

/** Why a start by hand has come to nothing, other than that a run waits already. */
function findDrop({ type, fields }: LocalEvent): string | undefined {
	const { cause, because } = fields;
	if (type !== "start.dropped" || cause !== "manual" || because === "already-queued") return undefined;
	return typeof because === "string" ? because : "unknown";
}

async function judgeAll(court: Court): Promise<void> {
	for (const job of court.docket.pending()) await judge(court, job);
}

async function judgeResting(court: Court): Promise<void> {
	const summaries = await summariesOf(court);
	for (const job of court.docket.pending()) if (isResting(job, summaries)) await judgeCalm(court, job);
}

async function judge(court: Court, name: string, dropped?: string): Promise<void> {
	const seen = await look(court, name);
	const fate = (await verdictOf(court, seen)) ?? dropOf(seen, dropped) ?? (await restOf(court, seen));
	if (fate !== undefined) court.docket.settle(fate);
}

/** All that is known of one job. */
interface Sight {
	readonly name: string;
	readonly at: number;
	readonly job: Job | undefined;
	/** The oldest first. */
	readonly runs: readonly LocalRun[];
	/** Those that count. */
	readonly eligible: readonly LocalRun[];
}

async function look(court: Court, name: string): Promise<Sight> {
	const { client, local, docket } = court;
	const { clock, signal } = docket.options;
	const job = await client.jobs.find(name, { signal });
	const runs = (await local.runs({ job: name, limit: runsRead }, { signal })).toReversed();
	return { name, at: clock.now(), job, runs, eligible: runs.filter((run) => isEligible(run, court)) };
}

const runsRead = 50;

/** Runs that count: later ones, and those that had yet to be launched. */
function isEligible({ id }: LocalRun, { base, docket }: Court): boolean {
	if (id > base.runId) return true;
	const phase = base.openRuns.get(id);
	return phase !== undefined && (docket.options.since === undefined || phase === "queued");
}

async function verdictOf(court: Court, { name, job, eligible }: Sight): Promise<Fate | undefined> {
	const { until } = court.docket.options;
	// What the deletion has ended says nothing about the job.
	const telling = job === undefined ? eligible.filter(hasVerdict) : eligible;
	if (!telling.some(({ phase }) => phase === "settled")) return undefined;
	const goesOn = until !== "any" && willRunAgain(name, await summariesOf(court));
	return fateOfRuns(telling, { until, goesOn });
}

function hasVerdict({ outcome }: LocalRun): boolean {
	return outcome === "succeeded" || outcome === "failed" || outcome === "lost";
}

function dropOf({ name, at, job, eligible }: Sight, reason: string | undefined): Fate | undefined {
	if (job === undefined) return { job: name, outcome: "vanished", at };
	return reason === undefined || eligible.length > 0 ? undefined : { job: name, outcome: "dropped", reason, at };
}

async function restOf(court: Court, { name, at, job, runs }: Sight): Promise<Fate | undefined> {
	const { until, since } = court.docket.options;
	if (job === undefined || isBusy(job, runs, at)) return undefined;
	if (until === "idle") return { job: name, outcome: "idle", at };
	const last = since === undefined ? latestOf(runs) : undefined;
	const summaries = await summariesOf(court);
	// Who asks for any outcome is told the last one, although the job will run again some day.
	if (until === "any" && last !== undefined && !hasActiveAncestor(name, summaries)) return fateOfRun(last);
	return isScheduled(job) || !isResting(name, summaries) ? undefined : finalOf(name, { at, last });
}

function isBusy(job: Job, runs: readonly LocalRun[], at: number): boolean {
	return runs.some(({ phase }) => phase !== "settled") || isDueNow(job, at);
}

function finalOf(name: string, { at, last }: { readonly at: number; readonly last: LocalRun | undefined }): Fate {
	return last === undefined ? { job: name, outcome: "idle", at } : fateOfRun(last);
}

function latestOf(runs: readonly LocalRun[]): LocalRun | undefined {
	return runs.findLast(({ outcome }) => outcome !== "dropped") ?? runs.at(-1);
}

function isScheduled({ schedule, disabled }: Job): boolean {
	return schedule !== undefined && !disabled && !isExhausted(schedule);
}

async function summariesOf({ client, docket, family }: Court): Promise<ReadonlyMap<string, JobSummary>> {
	const summaries = await client.jobs.summaries({ signal: docket.options.signal });
	family.parents = new Set(summaries.flatMap(({ parents }) => parents));
	return new Map(summaries.map((summary) => [summary.name, summary]));
}

function isResting(name: string, summaries: ReadonlyMap<string, JobSummary>): boolean {
	const summary = summaries.get(name);
	if (summary === undefined || willRunAgain(name, summaries)) return false;
	return parseActivity(summary.state)?.phase === "idle";
}
