import { enqueue } from "./enqueue.ts";
import { childrenOf, findJob, type JobState } from "./state.ts";
import type { Turn } from "./turn.ts";

/** Calls every child of a job that has succeeded; those that all their parents have called are started (contract §5.8). */
export function triggerChildren(turn: Turn, parent: string): void {
	for (const name of childrenOf(turn.state, parent)) {
		const child = findJob(turn.state, name);
		if (child !== undefined) callChild(turn, child, parent);
	}
}

/** The calls that a job has answered count no longer. */
export function resetEdges(turn: Turn, state: JobState): JobState {
	if ([...state.edges.values()].every((count) => count === 0)) return state;
	const reset = { ...state, edges: edgesOf(state.edges.keys()) };
	turn.setJob(reset);
	return reset;
}

/** One for all: most jobs have no parents, and an empty map takes up as much as half a job. */
export const noEdges: ReadonlyMap<string, number> = new Map();

export function edgesOf(parents: Iterable<string>): ReadonlyMap<string, number> {
	return new Map(Array.from(parents, (parent) => [parent, 0]));
}

function callChild(turn: Turn, child: JobState, parent: string): void {
	if (child.edges.size === 1) {
		fire(turn, child);
		return;
	}
	const count = (child.edges.get(parent) ?? 0) + 1;
	const called = { ...child, edges: new Map([...child.edges, [parent, count]]) };
	turn.setJob(called);
	if (count === Math.min(...called.edges.values())) fire(turn, called);
}

function fire(turn: Turn, child: JobState): void {
	enqueue(turn, child, { cause: "parents", stamp: turn.now, args: child.job.arguments.join(" ") });
}
