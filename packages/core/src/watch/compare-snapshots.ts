import { type Job, type JobSummary, parseActivity, specOf } from "@chronos-job/schemas";
import { changesOf } from "../plan/changes.ts";
import { isSameSchedule } from "../plan/is-same-schedule.ts";
import type { RunEvent } from "./run-event.ts";

/** What a server says about all its jobs at one time. */
export interface Snapshot {
	readonly at: number;
	readonly summaries: readonly JobSummary[];
	/** With their counters, where they were asked for. */
	readonly jobs?: readonly Job[] | undefined;
}

/** What must have happened between two snapshots; what may have happened unseen is left out. */
export function compareSnapshots(before: Snapshot, after: Snapshot): readonly RunEvent[] {
	const [old, young] = [momentsOf(before), momentsOf(after)];
	const gone = [...old.keys()].filter((job) => !young.has(job));
	return [
		...gone.map((job) => ({ type: "job.deleted", at: after.at, job }) as const),
		...[...young].flatMap(([name, moment]) => {
			const known = old.get(name);
			return known === undefined ? arrivalOf(moment) : eventsBetween(known, moment);
		}),
	];
}

/** One job at one time. */
export interface Moment {
	readonly at: number;
	readonly summary: JobSummary;
	readonly job: Job | undefined;
}

export function momentsOf({ at, summaries, jobs = [] }: Snapshot): ReadonlyMap<string, Moment> {
	const byName = new Map(jobs.map((job) => [job.name, job]));
	return new Map(summaries.map((summary) => [summary.name, { at, summary, job: byName.get(summary.name) }]));
}

/** Whether a launch has moved the schedule on (contract §4.5). */
export function hasLaunched(before: Moment, after: Moment): boolean {
	const [old, young] = [before.summary.schedule, after.summary.schedule];
	return old !== young && isSameSchedule(young, old, after.job?.scheduleTimeZone);
}

/** How many runs a job has; the server may know that there are some, and not how many. */
export function runningIn({ summary }: Moment): number {
	const activity = parseActivity(summary.state);
	return activity?.phase === "running" ? Math.max(1, activity.running) : 0;
}

export function isQueued({ summary }: Moment): boolean {
	return parseActivity(summary.state)?.phase === "queued";
}

export interface Verdict {
	readonly outcome: "succeeded" | "failed";
	readonly at: number;
}

/** The verdicts that were counted in between, the older first; without counters, the one that the status tells. */
export function verdictsBetween(before: Moment, after: Moment): readonly Verdict[] {
	if (before.job === undefined || after.job === undefined) return verdictOfStatus(before, after);
	const { successCount, errorCount, lastSuccess, lastError } = after.job;
	return [
		...repeated({ outcome: "succeeded", at: timeOf(lastSuccess, after) }, successCount - before.job.successCount),
		...repeated({ outcome: "failed", at: timeOf(lastError, after) }, errorCount - before.job.errorCount),
	].toSorted((one, other) => one.at - other.at);
}

function arrivalOf(moment: Moment): readonly RunEvent[] {
	const { at, summary } = moment;
	const { name: job } = summary;
	const running = runningIn(moment);
	return [
		{ type: "job.created", at, job },
		...(isQueued(moment) ? [{ type: "run.queued", at, job } as const] : []),
		...(running > 0 ? [{ type: "attempt.started", at, job, running } as const] : []),
	];
}

function eventsBetween(before: Moment, after: Moment): readonly RunEvent[] {
	const { at, summary } = after;
	const { name: job } = summary;
	const settled = verdictsBetween(before, after).map((verdict) => ({ type: "run.settled", job, ...verdict }) as const);
	const started = startsBetween(before, after);
	const queued = isQueued(after) && !isQueued(before) ? [{ type: "run.queued", at, job } as const] : [];
	// What has settled is what ran before, if anything did.
	const runs = runningIn(before) > 0 ? [...settled, ...started] : [...started, ...settled];
	return [...definitionEvents(before, after), ...runs, ...queued];
}

function startsBetween(before: Moment, after: Moment): readonly RunEvent[] {
	const { at, summary } = after;
	const running = runningIn(after);
	if (running > runningIn(before)) return [{ type: "attempt.started", at, job: summary.name, running }];
	return hasLaunched(before, after) ? [{ type: "attempt.started", at, job: summary.name }] : [];
}

function definitionEvents(before: Moment, after: Moment): readonly RunEvent[] {
	const { at, summary } = after;
	const isDisabled = summary.disabled && !before.summary.disabled;
	const isEnabled = !summary.disabled && before.summary.disabled;
	return [
		...(isEnabled || isRedefined(before, after) ? [{ type: "job.changed", at, job: summary.name } as const] : []),
		...(isDisabled ? [{ type: "job.disabled", at, job: summary.name } as const] : []),
	];
}

function isRedefined(before: Moment, after: Moment): boolean {
	if (before.job === undefined || after.job === undefined) {
		return before.summary.parents.toSorted().join() !== after.summary.parents.toSorted().join();
	}
	return changesOf(after.job, specOf(before.job)).some(({ path }) => path[0] !== "disabled");
}

function verdictOfStatus(before: Moment, { at, summary }: Moment): readonly Verdict[] {
	if (summary.status === before.summary.status || summary.status === "fresh") return [];
	return [{ outcome: summary.status === "success" ? "succeeded" : "failed", at }];
}

function repeated(verdict: Verdict, times: number): readonly Verdict[] {
	return Array.from({ length: Math.max(0, times) }, () => verdict);
}

function timeOf(text: string, { at }: Moment): number {
	const time = Date.parse(text);
	return Number.isNaN(time) ? at : time;
}
