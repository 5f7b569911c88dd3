import type { Job } from "@chronos-job/schemas";
import { isDueNow } from "../plan/is-due-now.ts";
import { isExhausted } from "../plan/is-same-schedule.ts";
import { hasLaunched, isQueued, type Moment, runningIn, type Verdict, verdictsBetween } from "./compare-snapshots.ts";
import { type Fate, isWanted, type Until } from "./fate.ts";

/** What has been seen of a job whose fate is waited for, on a server that tells nothing but states and counts. */
export interface Case {
	readonly job: string;
	readonly openedAt: number;
	/** What counts is what is counted beyond this. */
	readonly base: Moment | undefined;
	readonly last: Moment | undefined;
	/** Something was done before the waiting began, and only what comes of it counts. */
	readonly isSequel: boolean;
	/** What runs was launched before that. */
	readonly isStale: boolean;
	readonly hasQueued: boolean;
	readonly hasStarted: boolean;
	/** Nothing of it is queued or runs. */
	readonly restsSince: number | undefined;
	/** Nor will anything start it by itself. */
	readonly isOverSince: number | undefined;
}

/** A case of which nothing has been seen yet but how things were before. */
export function openCase(
	job: string,
	{ openedAt, base, isSequel }: Pick<Case, "openedAt" | "base" | "isSequel">,
): Case {
	const isStale = isSequel && base !== undefined && runningIn(base) > 0;
	return {
		job,
		openedAt,
		base,
		isSequel,
		isStale,
		last: undefined,
		hasQueued: false,
		hasStarted: false,
		restsSince: undefined,
		isOverSince: undefined,
	};
}

export interface World {
	readonly at: number;
	readonly everyMs: number;
	readonly until: Until;
	/** Whether the job will be started again by itself. */
	readonly goesOn: boolean;
	/** Whether parents of it are under way. */
	readonly isFed: boolean;
}

export interface Judgement {
	readonly next: Case;
	readonly fate: Fate | undefined;
}

/** Holds one more look at a job against what is known of it; the job is undefined when the server does not have it. */
export function judgeJob(known: Case, now: Moment | undefined, world: World): Judgement {
	if (now === undefined) return { next: known, fate: absence(known, world) };
	const seen = advance(known, now, world);
	const verdicts = seen.base === undefined ? [] : verdictsBetween(seen.base, now);
	const view: View = { ...world, seen, now, verdicts, isFirstLook: known.last === undefined };
	for (const rule of [settled, killed, dropped, atRest]) {
		const fate = rule(view);
		if (fate !== undefined) return { next: seen, fate };
	}
	// A run that was not the one is over: the next may be.
	return { next: view.verdicts.length > 0 ? { ...seen, base: now, hasStarted: false } : seen, fate: undefined };
}

/** Everything that a rule may look at. */
interface View extends World {
	readonly seen: Case;
	readonly now: Moment;
	readonly verdicts: readonly Verdict[];
	readonly isFirstLook: boolean;
}

function advance(known: Case, now: Moment, world: World): Case {
	const base = baseOf(known, now);
	const hasMoved = hasLaunched(known.last ?? base, now);
	const seen = { ...known, last: now, hasQueued: known.hasQueued || isQueued(now), ...restOf(known, now, world) };
	if (known.isStale) {
		const isOver = hasMoved || isRunOver(base, now);
		return { ...seen, base: isOver ? now : base, isStale: !isOver, hasStarted: hasMoved };
	}
	const hasStarted = known.hasStarted || hasMoved || runningIn(now) > 0;
	return { ...seen, base: isReset(base, now) ? now : base, hasStarted };
}

function baseOf({ base, isSequel }: Case, now: Moment): Moment {
	if (base !== undefined) return base;
	return isSequel ? unborn(now) : now;
}

/** Whatever ends first is the run from before. */
function isRunOver(base: Moment, now: Moment): boolean {
	return runningIn(now) === 0 || verdictsBetween(base, now).length > 0;
}

function restOf(known: Case, now: Moment, { at, goesOn }: World): Pick<Case, "restsSince" | "isOverSince"> {
	if (runningIn(now) > 0 || isQueued(now)) return { restsSince: undefined, isOverSince: undefined };
	return { restsSince: known.restsSince ?? at, isOverSince: goesOn ? undefined : (known.isOverSince ?? at) };
}

/** A job that was not there before: all that it counts, it has counted since. */
function unborn({ at, summary, job }: Moment): Moment {
	return {
		at,
		summary: { ...summary, status: "fresh", state: "idle" },
		job: job && { ...job, successCount: 0, errorCount: 0, lastSuccess: "", lastError: "" },
	};
}

/** Somebody has written the job without its counters. */
function isReset(base: Moment, now: Moment): boolean {
	if (base.job === undefined || now.job === undefined) return false;
	return now.job.successCount < base.job.successCount || now.job.errorCount < base.job.errorCount;
}

function absence({ job, last, openedAt, base }: Case, { at }: World): Fate | undefined {
	const isLate = last === undefined && base === undefined && at - openedAt < arrivalMs;
	return isLate ? undefined : { job, outcome: "vanished", at };
}

// A job that was created is seen when the server's loop has turned (contract §5.1).
const arrivalMs = 5000;

function settled({ seen, verdicts, until, goesOn }: View): Fate | undefined {
	if (seen.isStale || until === "idle") return undefined;
	const verdict = verdicts.find(({ outcome }) => isWanted(until, outcome)) ?? (goesOn ? undefined : verdicts.at(-1));
	return verdict && { job: seen.job, ...verdict };
}

/** It has run, and nobody has counted it: killed, unless another attempt is to come. */
function killed(view: View): Fate | undefined {
	const { seen, now, verdicts, at, until, goesOn } = view;
	if (!seen.hasStarted || verdicts.length > 0 || until === "idle") return undefined;
	if (restedMs(view) < (mayRetry(now.job) ? retryMs : view.everyMs)) return undefined;
	return until === "any" || !goesOn ? { job: seen.job, outcome: "killed", at: seen.restsSince ?? at } : undefined;
}

/** A disabled job loses its place in the queue (contract §5.4). */
function dropped(view: View): Fate | undefined {
	const { seen, now, verdicts, at, until, everyMs } = view;
	const isLost = seen.hasQueued && !seen.hasStarted && verdicts.length === 0 && now.summary.disabled;
	if (!isLost || until === "idle" || restedMs(view) < everyMs) return undefined;
	return { job: seen.job, outcome: "dropped", reason: "disabled", at };
}

function atRest(view: View): Fate | undefined {
	const { seen, now, at, until } = view;
	if (seen.restsSince === undefined || isDueSoon(now, at)) return undefined;
	if (until === "idle") return hasRested(view, seen.restsSince) ? { job: seen.job, outcome: "idle", at } : undefined;
	if (isAnswered(view)) return lastFateOf(view);
	if (seen.isOverSince === undefined || seen.hasStarted || !hasRested(view, seen.isOverSince)) return undefined;
	return lastFateOf(view);
}

/** Who asks for any outcome is told the last one, although the job will run again some day. */
function isAnswered({ seen, now, until, isFed, isFirstLook }: View): boolean {
	return until === "any" && isFirstLook && !seen.isSequel && !isFed && now.summary.status !== "fresh";
}

/** Of a job that nobody has touched one look tells enough; after that, what comes next may take a moment. */
function hasRested(view: View, since: number): boolean {
	const { seen, at, everyMs, isFirstLook } = view;
	const enoughMs = isFirstLook && !seen.isSequel ? 0 : everyMs;
	return at - since >= (isRetryPossible(view) ? retryMs : enoughMs);
}

function lastFateOf({ seen, now, at }: View): Fate {
	const { status } = now.summary;
	if (seen.isSequel || status === "fresh") return { job: seen.job, outcome: "idle", at };
	const time = Date.parse((status === "success" ? now.job?.lastSuccess : now.job?.lastError) ?? "");
	return { job: seen.job, outcome: status === "success" ? "succeeded" : "failed", at: Number.isNaN(time) ? at : time };
}

function restedMs({ seen, at }: View): number {
	return seen.restsSince === undefined ? -1 : at - seen.restsSince;
}

function isDueSoon({ job, summary }: Moment, at: number): boolean {
	return job === undefined ? summary.schedule !== "" && !summary.disabled : isDueNow(job, at);
}

/** Whether an attempt has failed and the next is waited for: that looks like rest (contract §5.6). */
function isRetryPossible({ seen, now, verdicts }: View): boolean {
	if (!mayRetry(now.job) || verdicts.length > 0) return false;
	const { status, disabled, schedule } = now.summary;
	return seen.hasStarted || (status === "fresh" && !disabled && isExhausted(schedule));
}

function mayRetry(job: Job | undefined): boolean {
	if (job === undefined) return true;
	return job.retries > 0 && (job.lastError === "" || job.lastSuccess >= job.lastError);
}

// A minute, unless the server was started with another --failure_retry, and some time to get going.
const retryMs = 75_000;
