import type { GpuUse } from "../gpus/gpu-use.ts";
import type { RunOutcome } from "./run-event.ts";

/** What became of a job; a real Chronos tells neither exit code nor run nor task. */
export interface Fate {
	readonly job: string;
	/** `vanished`: the job was deleted meanwhile; `idle`: it rests, and that is all that was asked or can be known. */
	readonly outcome: RunOutcome | "vanished" | "idle";
	readonly exitCode?: number;
	readonly signal?: string;
	/** Why a run was dropped or an attempt ended, where the server tells. */
	readonly reason?: string;
	readonly runId?: number;
	readonly taskId?: string;
	/** Of the last attempt. */
	readonly gpuUse?: GpuUse;
	readonly at: number;
}

/** What is waited for: any end of a run, one of a kind, or rest. */
export type Until = "success" | "failure" | "idle" | "any";

/** Whether an outcome is what is waited for, and not just any end. */
export function isWanted(until: Until, outcome: Fate["outcome"]): boolean {
	if (until === "success") return outcome === "succeeded";
	return until !== "failure" || outcome === "failed" || outcome === "lost";
}
