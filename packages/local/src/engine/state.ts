import type { GpuUse } from "@chronos-job/core";
import type { Activity, Job } from "@chronos-job/schemas";
import type { Gpu } from "../gpus/gpu.ts";
import { compareNumber, compareText, findIn, type OrderedMap, orderedMap, valuesOf } from "./ordered-map.ts";
import type { Durations } from "./durations.ts";
import type { Settings } from "./settings.ts";

/** What has to be on disk about a job. */
export interface JobRecord {
	/** In the order of creation; a job that was deleted and created again is another one. */
	readonly id: number;
	/** The definition with its counters, as a client reads it. */
	readonly job: Job;
	/** How many definitions this name has had. */
	readonly version: number;
	/** How often each parent has called since this job last ran (contract §5.8). */
	readonly edges: ReadonlyMap<string, number>;
	/** The largest times in the ids of its first and of its further attempts: task ids are never used twice. */
	readonly lastStamp: number;
	readonly lastRetryStamp: number;
}

export interface JobState extends JobRecord {
	/** The start of the schedule while the job is enabled and not exhausted. */
	readonly dueAt: number | undefined;
	/** The run in its one queue slot (contract §5.3). */
	readonly queued: number | undefined;
	/** Runs that wait for a retry. */
	readonly waiting: readonly number[];
	/** Task ids of its attempts. */
	readonly running: readonly string[];
	/** How long the latest successful runs took; forgotten at a restart (contract §1.4.11). */
	readonly durations: Durations;
	/** What a faithful server goes on showing after a launch that failed (contract §5.5). */
	readonly stuckAs: Activity | undefined;
}

export type Cause = "schedule" | "manual" | "parents";
/** `dropped` is a run that ended without a verdict: it never started, or its retry never came. */
export type Outcome = "succeeded" | "failed" | "killed" | "lost" | "dropped";
export type DropReason =
	| "already-queued"
	| "disabled"
	| "running"
	| "line-break"
	| "job-deleted"
	| "cleared"
	| "launch-failed"
	| "restarted";

export interface Run {
	readonly id: number;
	readonly job: string;
	readonly jobId: number;
	readonly cause: Cause;
	/** The start of the schedule that the run stands for. */
	readonly dueAt: number | undefined;
	/** The run stands for all occurrences from `dueAt` until before this one. */
	readonly coversUntil: number | undefined;
	readonly phase: "queued" | "waiting" | "live" | "settled";
	/** The number of the attempt that is queued, waited for or under way. */
	readonly attempt: number;
	/** The time in the task id of that attempt (contract §5.2). */
	readonly stamp: number;
	readonly args: string;
	readonly queuedAt: number;
	/** The place in the queue: the smallest is served first. */
	readonly slot: number;
	readonly retryAt: number | undefined;
	readonly settledAt: number | undefined;
	readonly outcome: Outcome | undefined;
	readonly dropReason: DropReason | undefined;
}

/** What an attempt takes up. */
export interface Needs {
	readonly cpus: number;
	readonly memMb: number;
	readonly diskMb: number;
	readonly gpus: number;
	readonly containers: number;
}

/** What an attempt has taken up; one that an older server has launched does not tell of containers. */
export type Taken = Omit<Needs, "containers"> & Partial<Pick<Needs, "containers">>;

export interface Attempt {
	readonly taskId: string;
	readonly runId: number;
	readonly job: string;
	readonly jobId: number;
	readonly number: number;
	readonly phase: "starting" | "running" | "ended";
	readonly stamp: number;
	readonly launchedAt: number;
	readonly startedAt: number | undefined;
	readonly deadlineAt: number | undefined;
	/** What its launch has to wait for. */
	readonly delayedBecause?: string | undefined;
	/** The image that its launch waits for. */
	readonly pulling?: Pulling | undefined;
	readonly stopping: StopReason | undefined;
	/** As the job had it at the launch: where its files are depends on that. */
	readonly runAsUser: string;
	readonly needs: Taken;
	/** The GPUs that are its own. */
	readonly devices: readonly string[];
	readonly end: AttemptEnd | undefined;
}

export interface Pulling {
	readonly image: string;
	readonly bytes: number;
	/** Absent while nobody knows. */
	readonly totalBytes?: number;
}

export type StopReason = "kill" | "timeout";

export interface AttemptEnd {
	readonly at: number;
	readonly outcome: "succeeded" | "failed" | "killed" | "lost" | "not-launched";
	readonly exitCode: number | undefined;
	readonly signal: string | undefined;
	readonly reason: string | undefined;
	/** What it used of its GPUs, as far as anybody looked. */
	readonly gpuUse?: GpuUse;
}

export interface Capacity {
	readonly cpus: number;
	readonly memMb: number;
	readonly diskMb: number;
	readonly gpus: readonly string[];
	/** How many may run at once; `mostContainers` unless said otherwise. */
	readonly containers?: number | undefined;
	/** What is known of those. */
	readonly gpuFacts?: readonly Gpu[];
	/** Where they come from, or why there are none. */
	readonly gpusBecause?: string;
	/** Their driver has yet to tell of them: who needs one has to wait, but not for ever. */
	readonly isLookingForGpus?: boolean;
}

/** Which of the executors a job needs. */
export type ExecutorKind = "process" | "container";

export interface TimerKey {
	readonly at: number;
	readonly id: string;
}

export type Timer =
	| { readonly type: "retry"; readonly runId: number }
	| { readonly type: "deadline"; readonly taskId: string };

export interface EngineState {
	readonly settings: Settings;
	readonly jobs: OrderedMap<string, JobState>;
	/** Jobs whose parents do not exist: nobody sees them (contract §3.3). */
	readonly hidden: OrderedMap<string, Job>;
	/** The names of the children of a parent, by their id. */
	readonly children: OrderedMap<string, OrderedMap<number, string>>;
	readonly runs: OrderedMap<number, Run>;
	readonly attempts: OrderedMap<string, Attempt>;
	/** Queued runs by slot, and those that no free machine of this size could hold. */
	readonly queue: OrderedMap<number, number>;
	readonly parked: OrderedMap<number, number>;
	/** The first run that waits for room, and how many went before it since. */
	readonly head: { readonly runId: number; readonly overtakes: number } | undefined;
	readonly due: OrderedMap<TimerKey, string>;
	readonly timers: OrderedMap<TimerKey, Timer>;
	readonly capacity: Capacity;
	readonly used: Needs;
	readonly usedDevices: ReadonlySet<string>;
	/** Why an executor cannot be used; absent when it can. */
	readonly unavailable: ReadonlyMap<ExecutorKind, string>;
	readonly nextId: number;
	/** When the loop of a faithful server turns next (contract §5.1). */
	readonly loopAt: number;
	readonly wakeAt: number | undefined;
}

const nothingUsed: Needs = { cpus: 0, memMb: 0, diskMb: 0, gpus: 0, containers: 0 };

export function emptyState(settings: Settings, capacity: Capacity): EngineState {
	return {
		settings,
		jobs: orderedMap(compareText),
		hidden: orderedMap(compareText),
		children: orderedMap(compareText),
		runs: orderedMap(compareNumber),
		attempts: orderedMap(compareText),
		queue: orderedMap(compareNumber),
		parked: orderedMap(compareNumber),
		head: undefined,
		due: orderedMap(compareTimers),
		timers: orderedMap(compareTimers),
		capacity,
		used: nothingUsed,
		usedDevices: new Set(),
		unavailable: new Map(),
		nextId: 1,
		loopAt: Number.NEGATIVE_INFINITY,
		wakeAt: undefined,
	};
}

export function findJob(state: EngineState, name: string): JobState | undefined {
	return findIn(state.jobs, name);
}

export function findRun(state: EngineState, id: number): Run | undefined {
	return findIn(state.runs, id);
}

/** The names of a job's children, in the order of their creation. */
export function childrenOf(state: EngineState, name: string): readonly string[] {
	const children = findIn(state.children, name);
	return children === undefined ? [] : [...valuesOf(children)];
}

function compareTimers(a: TimerKey, b: TimerKey): number {
	return a.at === b.at ? compareText(a.id, b.id) : a.at - b.at;
}
