import type { GpuUse } from "../gpus/gpu-use.ts";

/** What happened, as far as the server lets it be seen: a real Chronos tells no attempts, task ids and exit codes. */
export type RunEvent =
	| { readonly type: "run.queued"; readonly at: number; readonly job: string; readonly runId?: number }
	| {
			readonly type: "attempt.started";
			readonly at: number;
			readonly job: string;
			readonly runId?: number;
			readonly attempt?: number;
			readonly taskId?: string;
			/** How many of the job run now, where that is all that is known. */
			readonly running?: number;
	  }
	| ({ readonly type: "attempt.finished"; readonly job: string } & Ending)
	| { readonly type: "retry.planned"; readonly at: number; readonly job: string; readonly retryAt: number }
	/** Known of servers of ours; of others it is put together from what they count. */
	| {
			readonly type: "run.settled";
			readonly at: number;
			readonly job: string;
			readonly outcome: RunOutcome;
			/** Why it was dropped. */
			readonly reason?: string;
			readonly runId?: number;
	  }
	| {
			readonly type: "job.created" | "job.changed" | "job.deleted" | "job.disabled";
			readonly at: number;
			readonly job: string;
	  }
	/** What happened in between nobody knows. */
	| { readonly type: "gap"; readonly at: number; readonly since: number };

export type RunOutcome = "succeeded" | "failed" | "killed" | "lost" | "dropped";

interface Ending {
	readonly at: number;
	readonly outcome: "succeeded" | "failed" | "killed" | "lost" | "not-launched";
	readonly exitCode?: number;
	readonly signal?: string;
	readonly reason?: string;
	readonly runId?: number;
	readonly attempt?: number;
	readonly taskId?: string;
	readonly gpuUse?: GpuUse;
}
