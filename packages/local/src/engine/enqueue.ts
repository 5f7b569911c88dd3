import { findLack, findUnmet, needsOf, totalOf } from "./capacity.ts";
import { reconsider, retryKey } from "./due.ts";
import { withEntry, withoutKey } from "./ordered-map.ts";
import { type Cause, type DropReason, type EngineState, findJob, findRun, type JobState, type Run } from "./state.ts";
import type { Turn } from "./turn.ts";

/** A start that wants a place in the queue. */
export interface Wanted {
	readonly cause: Cause;
	/** For the task id, unless that time is taken. */
	readonly stamp: number;
	readonly args: string;
	readonly dueAt?: number;
}

/** Makes a run of a start, or says why not. */
export function enqueue(turn: Turn, state: JobState, wanted: Wanted): void {
	const obstacle = findObstacle(state, wanted.args);
	const { name } = state.job;
	if (obstacle !== undefined) {
		turn.emit({ type: "start.dropped", job: name, cause: wanted.cause, because: obstacle });
		return;
	}
	const stamp = Math.max(wanted.stamp, state.lastStamp + 1);
	const id = takeId(turn);
	turn.setJob({ ...state, lastStamp: stamp });
	const run: Run = {
		id,
		job: name,
		jobId: state.id,
		cause: wanted.cause,
		dueAt: wanted.dueAt,
		coversUntil: undefined,
		phase: "queued",
		attempt: 0,
		stamp,
		args: wanted.args,
		queuedAt: turn.now,
		slot: 0,
		retryAt: undefined,
		settledAt: undefined,
		outcome: undefined,
		dropReason: undefined,
	};
	takeSlot(turn, run);
}

/** Puts the next attempt of a run at the end of the queue. */
export function takeSlot(turn: Turn, run: Run): void {
	const state = findJob(turn.state, run.job);
	if (state === undefined) return;
	const slot = takeId(turn) + (state.job.highPriority ? 0 : afterHighPriority);
	turn.setRun({ ...run, phase: "queued", slot, retryAt: undefined });
	turn.setJob({ ...state, queued: run.id, waiting: state.waiting.filter((id) => id !== run.id), stuckAs: undefined });
	placeInQueue(turn, run.id);
	const { id: runId, job, cause, attempt, dueAt } = run;
	turn.emit({ type: "run.queued", job, runId, cause, attempt, dueAt });
}

/** Keeps runs that this machine could never hold away from those that only have to wait. */
export function placeInQueue(turn: Turn, runId: number): void {
	const run = findRun(turn.state, runId);
	const job = run && findJob(turn.state, run.job)?.job;
	if (run === undefined || job === undefined) return;
	const fits = canEverFit(turn.state, job);
	const { queue, parked } = turn.state;
	turn.change({
		queue: fits ? withEntry(queue, run.slot, runId) : withoutKey(queue, run.slot),
		parked: fits ? withoutKey(parked, run.slot) : withEntry(parked, run.slot, runId),
	});
	turn.wantAdmission();
}

export function leaveQueue(turn: Turn, { slot, job, id }: Run): void {
	turn.change({ queue: withoutKey(turn.state.queue, slot), parked: withoutKey(turn.state.parked, slot) });
	const state = findJob(turn.state, job);
	if (state?.queued === id) turn.setJob({ ...state, queued: undefined });
}

/** Ends a run that waits, for a place or for a retry, without a verdict. */
export function dropRun(turn: Turn, run: Run, because: DropReason): void {
	leaveQueue(turn, run);
	if (run.retryAt !== undefined) {
		turn.change({ timers: withoutKey(turn.state.timers, retryKey(run.id, run.retryAt)) });
	}
	const state = findJob(turn.state, run.job);
	if (state !== undefined && state.waiting.includes(run.id)) {
		turn.setJob({ ...state, waiting: state.waiting.filter((id) => id !== run.id) });
	}
	settleRun(turn, run, { outcome: "dropped", because });
	reconsider(turn, run.job);
}

/** Ends the run in the queue of a job that was disabled (contract §5.4). */
export function dropIfDisabled(turn: Turn, name: string): void {
	const state = findJob(turn.state, name);
	const run = state?.queued === undefined ? undefined : findRun(turn.state, state.queued);
	if (run !== undefined && state?.job.disabled === true) dropRun(turn, run, "disabled");
}

export function settleRun(turn: Turn, run: Run, { outcome, because, at = turn.now }: Settlement): void {
	turn.setRun({ ...run, phase: "settled", retryAt: undefined, settledAt: at, outcome, dropReason: because });
	turn.emit({ type: "run.settled", job: run.job, runId: run.id, outcome, because });
}

export function isBusy(state: JobState): boolean {
	return state.running.length > 0 && !state.job.concurrent;
}

function canEverFit({ capacity, settings }: EngineState, job: JobState["job"]): boolean {
	const lack = findLack(needsOf(job, settings), totalOf(capacity));
	return lack === undefined && findUnmet(job, settings) === undefined;
}

export function hasLineBreak(text: string): boolean {
	return /[\n\r\u0085\u2028\u2029]/.test(text);
}

export function takeId(turn: Turn): number {
	const { nextId } = turn.state;
	turn.change({ nextId: nextId + 1 });
	return nextId;
}

interface Settlement {
	readonly outcome: NonNullable<Run["outcome"]>;
	readonly because?: DropReason | undefined;
	readonly at?: number;
}

// Slots of ordinary jobs come after all those of high priority, however many there will be.
const afterHighPriority = 2 ** 51;

function findObstacle(state: JobState, args: string): DropReason | undefined {
	if (state.job.disabled) return "disabled";
	// One queue slot per job name (contract §5.3).
	if (state.queued !== undefined) return "already-queued";
	if (isBusy(state)) return "running";
	// The task id could not be read back (contract §5.2).
	return hasLineBreak(args) ? "line-break" : undefined;
}
