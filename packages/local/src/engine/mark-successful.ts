import { redefine } from "./due.ts";
import type { JobState } from "./state.ts";
import { verdictTime } from "./timestamp.ts";
import { resetEdges, triggerChildren } from "./trigger-children.ts";
import type { Turn } from "./turn.ts";

/** Counts a success that somebody vouches for; schedule and runs stay as they are (contract §1.4.8). */
export function markSuccessful(turn: Turn, state: JobState): void {
	const { job } = state;
	redefine(turn, resetEdges(turn, state), {
		...job,
		successCount: job.successCount + 1,
		errorsSinceLastSuccess: 0,
		lastSuccess: verdictTime(job, turn.now),
	});
	turn.emit({ type: "job.marked-successful", job: job.name });
	triggerChildren(turn, job.name);
}
