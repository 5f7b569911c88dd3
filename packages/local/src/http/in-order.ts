import { setImmediate } from "node:timers/promises";
import { sizeOf, valuesOf } from "../engine/ordered-map.ts";
import type { EngineState, JobState } from "../engine/state.ts";

export interface JobsInOrder extends Iterable<JobState> {
	readonly size: number;
}

/** Jobs in the order of their creation; while a hundred thousand are put in order, others are answered. */
export async function inOrder({ jobs }: Pick<EngineState, "jobs">): Promise<JobsInOrder> {
	const byId = new Map<number, JobState>();
	const ids = new Float64Array(sizeOf(jobs));
	for (const state of valuesOf(jobs)) {
		ids[byId.size] = state.id;
		byId.set(state.id, state);
		// oxlint-disable-next-line eslint/no-await-in-loop -- that is the point
		if (byId.size % atOnce === 0) await setImmediate();
	}
	// Numbers alone are sorted many times faster than what they stand for.
	ids.sort();
	return {
		size: ids.length,
		*[Symbol.iterator]() {
			for (const id of ids) {
				const state = byId.get(id);
				if (state !== undefined) yield state;
			}
		},
	};
}

const atOnce = 5000;
