import type { GpuUse } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import type { Capacity, ExecutorKind, Pulling } from "./state.ts";

/** Something that happened, told to the engine. */
export type Input =
	| {
			/** A create or an update: the definition replaces the old one whole, counters included (contract §2.7). */
			readonly type: "job.put";
			readonly job: Job;
			/** Keeps the counters that the server has, which Chronos does not. */
			readonly keepsCounters?: boolean;
	  }
	| { readonly type: "job.deleted"; readonly name: string }
	| { readonly type: "job.started"; readonly name: string; readonly args?: string }
	| { readonly type: "job.marked-successful"; readonly name: string }
	| { readonly type: "tasks.killed"; readonly name: string }
	/** Drops what is queued, of one job or of all, as servers before 3.0 do. */
	| { readonly type: "queue.cleared"; readonly name?: string }
	| { readonly type: "clock.ticked" }
	/** The wall clock was set, or time went on while this machine stood still: it is so much further than it should be. */
	| { readonly type: "clock.stepped"; readonly byMs: number }
	| { readonly type: "capacity.changed"; readonly capacity: Capacity }
	| {
			readonly type: "executor.changed";
			readonly executor: ExecutorKind;
			/** Why it cannot be used. */
			readonly unavailable?: string;
	  }
	| {
			readonly type: "attempt.started";
			readonly taskId: string;
			/** When, if that is known better than that it is told now. */
			readonly at?: number;
	  }
	/** It could not be launched for want of something that may come back, and is tried again. */
	| { readonly type: "attempt.delayed"; readonly taskId: string; readonly because: string }
	/** The image that it needs is on its way. */
	| ({ readonly type: "attempt.pulling"; readonly taskId: string } & Pulling)
	| AttemptFinished
	| {
			readonly type: "attempt.lost";
			readonly taskId: string;
			readonly reason?: string;
			/** What it used of its GPUs. */
			readonly gpuUse?: GpuUse;
	  }
	| {
			/** The engine is back; what it found of every attempt that has not ended, except those it reports as finished. */
			readonly type: "restarted";
			readonly attempts: readonly FoundAttempt[];
	  };

export interface AttemptFinished {
	readonly type: "attempt.finished";
	readonly taskId: string;
	readonly exitCode?: number;
	readonly signal?: string;
	readonly reason?: FinishReason;
	/** What is to be said about the reason. */
	readonly detail?: string;
	/** When it began and ended, if that is known better than that it is told now. */
	readonly startedAt?: number;
	readonly endedAt?: number;
	/** What it used of its GPUs. */
	readonly gpuUse?: GpuUse;
}

export type FinishReason = "timeout" | "killed" | "out-of-memory" | "launch-failed";

export interface FoundAttempt {
	readonly taskId: string;
	/** Nobody claimed its sandbox, it is under way, or it was claimed and is gone without an exit. */
	readonly found: "unclaimed" | "running" | "gone";
}
