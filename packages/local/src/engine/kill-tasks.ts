import { findIn } from "./ordered-map.ts";
import type { JobState } from "./state.ts";
import { stopAttempt } from "./stop-attempt.ts";
import type { Turn } from "./turn.ts";

/** Stops all attempts of a job; what is queued or waits for a retry stays (contract §5.10). */
export function killTasks(turn: Turn, { running }: JobState): void {
	for (const taskId of running) {
		const attempt = findIn(turn.state.attempts, taskId);
		if (attempt !== undefined) stopAttempt(turn, attempt, "kill");
	}
}
