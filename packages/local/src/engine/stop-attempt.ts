import type { Attempt, StopReason } from "./state.ts";
import type { Turn } from "./turn.ts";

/** Asks an attempt to end; asking again is harmless, and the first reason stays. */
export function stopAttempt(turn: Turn, attempt: Attempt, because: StopReason): void {
	turn.act({ type: "stop", taskId: attempt.taskId, reason: attempt.stopping ?? because });
	if (attempt.stopping !== undefined) return;
	turn.setAttempt({ ...attempt, stopping: because });
	turn.emit({ type: "attempt.stopping", job: attempt.job, runId: attempt.runId, taskId: attempt.taskId, because });
}
