import { nextStart } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import { withEntry, withoutKey } from "./ordered-map.ts";
import { scheduleIn } from "./schedule-in.ts";
import type { Settings } from "./settings.ts";
import { findJob, findRun, type JobState, type TimerKey } from "./state.ts";
import type { Turn } from "./turn.ts";

/** The start of the schedule of a job that would be started by it (contract §4.4). */
function dueAtOf(job: Job, { serverZone }: Settings, now: number): number | undefined {
	const schedule = job.disabled ? undefined : scheduleIn(job);
	if (schedule === undefined) return undefined;
	return nextStart(schedule, { now, zone: job.scheduleTimeZone, serverZone });
}

/** Gives a job another definition; nothing else about it changes but when it is due. */
export function redefine(turn: Turn, state: JobState, job: Job): JobState {
	const changed = { ...state, job };
	if (!isTimedAlike(state.job, job)) {
		takeFromDue(turn, state);
		return define(turn, changed);
	}
	turn.setJob(changed);
	return changed;
}

/** Lets a job be found when it is due, now that its definition says when. */
export function define(turn: Turn, state: JobState): JobState {
	const timed = { ...state, dueAt: dueAtOf(state.job, turn.state.settings, turn.now) };
	putIntoDue(turn, timed);
	turn.setJob(timed);
	return timed;
}

function putIntoDue(turn: Turn, { job, dueAt }: Timed): void {
	if (dueAt !== undefined) turn.change({ due: withEntry(turn.state.due, dueKey(job, dueAt), job.name) });
}

type Timed = Pick<JobState, "job" | "dueAt">;

export function takeFromDue(turn: Turn, { job, dueAt }: Timed): void {
	if (dueAt !== undefined) turn.change({ due: withoutKey(turn.state.due, dueKey(job, dueAt)) });
}

export function retryKey(runId: number, at: number): TimerKey {
	return { at, id: `retry:${runId}` };
}

export function deadlineKey(taskId: string, at: number): TimerKey {
	return { at, id: `deadline:${taskId}` };
}

/** Lets a job that is free again be found by all that came due while it was not. */
export function reconsider(turn: Turn, name: string): void {
	const state = findJob(turn.state, name);
	if (state === undefined) return;
	putIntoDue(turn, state);
	for (const runId of state.waiting) {
		const at = findRun(turn.state, runId)?.retryAt;
		if (at === undefined) continue;
		turn.change({ timers: withEntry(turn.state.timers, retryKey(runId, at), { type: "retry", runId }) });
	}
}

// A start has to be over: at its very millisecond the job is not due yet (contract §4.4). One that was left out was the
// time of the submit, which is over for whoever decides about it.
function dueKey(job: Job, dueAt: number): TimerKey {
	const isLeftOut = scheduleIn(job)?.start === undefined;
	return { at: isLeftOut ? dueAt : dueAt + 1, id: job.name };
}

function isTimedAlike(a: Job, b: Job): boolean {
	return a.schedule === b.schedule && a.scheduleTimeZone === b.scheduleTimeZone && a.disabled === b.disabled;
}
