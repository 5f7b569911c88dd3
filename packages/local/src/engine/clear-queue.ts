import { dropRun } from "./enqueue.ts";
import { valuesOf } from "./ordered-map.ts";
import { findRun } from "./state.ts";
import type { Turn } from "./turn.ts";

/** Drops the runs that wait for a place, of one job or of all; what is due by schedule comes back (contract §1.9). */
export function clearQueue(turn: Turn, name: string | undefined): void {
	const { queue, parked } = turn.state;
	for (const runId of [...valuesOf(queue), ...valuesOf(parked)]) {
		const run = findRun(turn.state, runId);
		if (run !== undefined && (name === undefined || run.job === name)) dropRun(turn, run, "cleared");
	}
}
