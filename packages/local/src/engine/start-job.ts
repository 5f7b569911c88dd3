import { enqueue, hasLineBreak } from "./enqueue.ts";
import type { JobState } from "./state.ts";
import type { Turn } from "./turn.ts";

/** Starts a job by hand; whether that comes to anything is not said in the answer (contract §1.4.7). */
export function startJob(turn: Turn, state: JobState, args = ""): void {
	const { job } = state;
	if (turn.state.settings.deviations.refusesLineBreaks && hasLineBreak(args)) {
		turn.refuse({ code: "arguments.line-break", job: job.name });
		return;
	}
	const own = job.arguments.join(" ");
	enqueue(turn, state, { cause: "manual", stamp: turn.now, args: args.trim() === "" ? own : args });
}
