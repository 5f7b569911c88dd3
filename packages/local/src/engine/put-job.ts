import { countersOf, type Job } from "@chronos-job/schemas";
import { define, redefine, reconsider } from "./due.ts";
import { noDurations } from "./durations.ts";
import { connect } from "./edges.ts";
import { dropIfDisabled, placeInQueue, takeId } from "./enqueue.ts";
import { findRefusal, missingParents } from "./find-refusal.ts";
import { valuesOf, withEntry, withoutKey } from "./ordered-map.ts";
import { type EngineState, findJob, type JobState } from "./state.ts";
import { timestamp } from "./timestamp.ts";
import { noEdges } from "./trigger-children.ts";
import type { Turn } from "./turn.ts";

/** Creates a job, or replaces its definition whole. */
export function putJob(turn: Turn, put: Job, { keepsCounters = false }: PutOptions): void {
	const known = findJob(turn.state, put.name);
	const timed = withTrigger(put, turn.now);
	const job = keepsCounters && known !== undefined ? { ...timed, ...countersOf(known.job) } : timed;
	const refusal = findRefusal(turn.state, job);
	if (refusal !== undefined) turn.refuse(refusal);
	else if (known !== undefined) updateJob(turn, known, job);
	else if (missingParents(turn.state, job).length > 0) hideJob(turn, job);
	else createJob(turn, job);
}

function freshJob(id: number, job: Job, running: readonly string[]): JobState {
	return {
		id,
		job,
		version: 1,
		edges: noEdges,
		lastStamp: 0,
		lastRetryStamp: 0,
		dueAt: undefined,
		queued: undefined,
		waiting: [],
		running,
		durations: noDurations,
		stuckAs: undefined,
	};
}

interface PutOptions {
	readonly keepsCounters?: boolean;
}

// With neither schedule nor parents a job runs once, now (contract §2.2).
function withTrigger(job: Job, now: number): Job {
	if (job.parents !== undefined || job.schedule !== undefined) return job;
	return { ...job, schedule: `R1/${timestamp(now)}/PT24H`, scheduleTimeZone: "" };
}

function createJob(turn: Turn, job: Job): void {
	// Attempts of a deleted job of this name may still be on their way out.
	const fresh = freshJob(takeId(turn), job, runningOf(turn.state, job.name));
	define(turn, connect(turn, fresh, job.parents ?? []));
	turn.change({ hidden: withoutKey(turn.state.hidden, job.name) });
	turn.emit({ type: "job.created", job: job.name });
	turn.wantLoop();
	revealHidden(turn);
}

function updateJob(turn: Turn, known: JobState, job: Job): void {
	const connected = connect(turn, known, job.parents ?? []);
	redefine(turn, { ...connected, version: known.version + 1 }, job);
	turn.emit({ type: "job.updated", job: job.name, because: "put" });
	if (known.queued !== undefined) placeInQueue(turn, known.queued);
	dropIfDisabled(turn, job.name);
	reconsider(turn, job.name);
}

function hideJob(turn: Turn, job: Job): void {
	turn.change({ hidden: withEntry(turn.state.hidden, job.name, job) });
	turn.act({ type: "job.hide", job });
}

// The loop loads all stored jobs anew and finds those whose parents have come (contract §3.3).
function revealHidden(turn: Turn): void {
	for (const job of valuesOf(turn.state.hidden)) {
		if (missingParents(turn.state, job).length > 0) continue;
		// Deviation: Chronos exits over a cycle; here the job stays hidden.
		if (findRefusal(turn.state, job) === undefined) createJob(turn, job);
	}
}

function runningOf({ attempts }: EngineState, name: string): readonly string[] {
	return [...valuesOf(attempts)].filter((attempt) => attempt.job === name).map(({ taskId }) => taskId);
}
