import type { Job } from "@chronos-job/schemas";
import type { Capacity, ExecutorKind } from "./state.ts";

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
	| { readonly type: "clock.ticked" }
	| { readonly type: "capacity.changed"; readonly capacity: Capacity }
	| {
			readonly type: "executor.changed";
			readonly executor: ExecutorKind;
			/** Why it cannot be used. */
			readonly unavailable?: string;
	  }
	| { readonly type: "attempt.started"; readonly taskId: string }
	| AttemptFinished
	| { readonly type: "attempt.lost"; readonly taskId: string; readonly reason?: string }
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
}

export type FinishReason = "timeout" | "killed" | "out-of-memory" | "launch-failed";

export interface FoundAttempt {
	readonly taskId: string;
	/** Nobody claimed its sandbox, it is under way, or it was claimed and is gone without an exit. */
	readonly found: "unclaimed" | "running" | "gone";
}
