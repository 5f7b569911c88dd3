import { nextStart } from "@chronos-job/core";
import type { Constraint } from "@chronos-job/schemas";
import { findReservation } from "./admit.ts";
import { executorOf, findLack, findLastingLack, findUnmet, freeOf, type Lack, needsOf, totalOf } from "./capacity.ts";
import { isBusy } from "./enqueue.ts";
import { findIn } from "./ordered-map.ts";
import { scheduleIn } from "./schedule-in.ts";
import { type EngineState, findJob, findRun, type JobState, type Needs, type Pulling } from "./state.ts";

/** A fact that keeps a job from running. */
export type Reason =
	| { readonly type: "unknown" }
	/** Stored, but nobody sees it (contract §3.3). */
	| { readonly type: "hidden" }
	| { readonly type: "disabled" }
	| { readonly type: "exhausted" }
	| { readonly type: "not-due"; readonly at: number }
	/** Those that have yet to succeed. */
	| { readonly type: "waiting-parents"; readonly parents: readonly string[] }
	| { readonly type: "running-and-not-concurrent"; readonly taskIds: readonly string[] }
	| ({ readonly type: "needs-capacity"; readonly free: number } & Wanted)
	| ({ readonly type: "never-fits" } & Wanted)
	/** Nobody knows yet whether there are so many. */
	| { readonly type: "looking-for-gpus"; readonly needs: number }
	| { readonly type: "constraint-unmet"; readonly constraint: Constraint }
	| { readonly type: "executor-unavailable"; readonly because: string }
	| ({ readonly type: "pulling" } & Pulling)
	| { readonly type: "retry-at"; readonly at: number }
	/** There is room, but another job has been overtaken too often and goes first. */
	| { readonly type: "reserved-for"; readonly job: string };

interface Wanted {
	readonly resource: keyof Needs;
	readonly needs: number;
	/** Of all of this machine. */
	readonly total: number;
}

/** All that keeps a job from starting another run, the most lasting first; nothing when it is about to be launched. */
export function whyNotRunning(state: EngineState, name: string, now: number): readonly Reason[] {
	const job = findJob(state, name);
	if (job === undefined) return [{ type: isHidden(state, name) ? "hidden" : "unknown" }];
	const wants = job.queued !== undefined || (job.dueAt !== undefined && job.dueAt < now);
	return [
		...definitionReasons(job),
		...roomReasons(state, job),
		...delayReasons(state, job),
		...pullReasons(state, job),
		...(isBusy(job) ? [{ type: "running-and-not-concurrent", taskIds: job.running } as const] : []),
		...retryReasons(state, job),
		...(wants ? queueReasons(state, job) : triggerReasons(job, state, now)),
	];
}

function isHidden(state: EngineState, name: string): boolean {
	return findIn(state.hidden, name) !== undefined;
}

function definitionReasons({ job }: JobState): readonly Reason[] {
	const isExhausted = scheduleIn(job)?.repeat === 0;
	return [
		...(job.disabled ? [{ type: "disabled" } as const] : []),
		...(isExhausted ? [{ type: "exhausted" } as const] : []),
	];
}

// What would keep it from running ever, on this machine as it is.
function roomReasons({ settings, capacity, unavailable }: EngineState, { job }: JobState): readonly Reason[] {
	const needs = needsOf(job, settings);
	const lack = findLastingLack(needs, capacity);
	const isUndecided = lack === undefined && findLack(needs, totalOf(capacity)) !== undefined;
	const constraint = findUnmet(job, settings);
	const because = unavailable.get(executorOf(job));
	return [
		...(lack === undefined ? [] : [neverFits(lack)]),
		...(isUndecided ? [{ type: "looking-for-gpus", needs: needs.gpus } as const] : []),
		...(constraint === undefined ? [] : [{ type: "constraint-unmet", constraint } as const]),
		...(because === undefined ? [] : [{ type: "executor-unavailable", because } as const]),
	];
}

// What a launch waits for that cannot be had at the moment.
function delayReasons({ attempts }: EngineState, { running }: JobState): readonly Reason[] {
	const reasons = new Set(running.map((taskId) => findIn(attempts, taskId)?.delayedBecause));
	return [...reasons].flatMap((because): readonly Reason[] =>
		because === undefined ? [] : [{ type: "executor-unavailable", because }],
	);
}

function pullReasons({ attempts }: EngineState, { running }: JobState): readonly Reason[] {
	const pulls = running.flatMap((taskId) => findIn(attempts, taskId)?.pulling ?? []);
	return pulls.slice(0, 1).map((pulling) => ({ type: "pulling", ...pulling }));
}

function neverFits({ resource, needs, has }: Lack): Reason {
	return { type: "never-fits", resource, needs, total: has };
}

function retryReasons(state: EngineState, { waiting }: JobState): readonly Reason[] {
	return waiting.flatMap((runId): readonly Reason[] => {
		const at = findRun(state, runId)?.retryAt;
		return at === undefined ? [] : [{ type: "retry-at", at }];
	});
}

function queueReasons(state: EngineState, { job, queued }: JobState): readonly Reason[] {
	const needs = needsOf(job, state.settings);
	const total = totalOf(state.capacity);
	if (findLack(needs, total) !== undefined) return [];
	const lack = findLack(needs, freeOf(state));
	if (lack !== undefined) return [needsCapacity(lack, total)];
	const first = findReservation(state);
	return first === undefined || first.id === queued ? [] : [{ type: "reserved-for", job: first.job }];
}

function needsCapacity({ resource, needs, has }: Lack, total: Needs): Reason {
	return { type: "needs-capacity", resource, needs, free: has, total: total[resource] };
}

function triggerReasons({ job, edges, dueAt }: JobState, { settings }: EngineState, now: number): readonly Reason[] {
	if (job.parents !== undefined) return [{ type: "waiting-parents", parents: missingCalls(edges) }];
	const schedule = scheduleIn(job);
	const { serverZone } = settings;
	const at = dueAt ?? (schedule && nextStart(schedule, { now, zone: job.scheduleTimeZone, serverZone }));
	return at === undefined || at < now ? [] : [{ type: "not-due", at }];
}

// A job starts when its rarest parent draws level with the calls of the others (contract §5.8).
function missingCalls(edges: ReadonlyMap<string, number>): readonly string[] {
	const least = Math.min(...edges.values());
	return [...edges].filter(([, count]) => count === least).map(([parent]) => parent);
}
