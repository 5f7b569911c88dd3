import { compareNumber, findIn, orderedMap, sizeOf, withEntry, withoutKey } from "./ordered-map.ts";
import type { JobState } from "./state.ts";
import { edgesOf } from "./trigger-children.ts";
import type { Turn } from "./turn.ts";

/** Gives a job other parents; counts on edges that it keeps are kept only where asked. */
export function connect(turn: Turn, state: JobState, parents: readonly string[]): JobState {
	if (parents.length === 0 && state.edges.size === 0) return state;
	const names = new Set(parents);
	const isSame = names.size === state.edges.size && [...names].every((name) => state.edges.has(name));
	return isSame ? state : reconnect(turn, state, edgesOf(parents));
}

/** Moves a job to other edges, with their counts. */
export function reconnect(turn: Turn, state: JobState, edges: ReadonlyMap<string, number>): JobState {
	for (const parent of state.edges.keys()) if (!edges.has(parent)) cut(turn, parent, state.id);
	for (const parent of edges.keys()) if (!state.edges.has(parent)) tie(turn, parent, state);
	return { ...state, edges };
}

function tie(turn: Turn, parent: string, { id, job }: JobState): void {
	const siblings = findIn(turn.state.children, parent) ?? orderedMap<number, string>(compareNumber);
	turn.change({ children: withEntry(turn.state.children, parent, withEntry(siblings, id, job.name)) });
}

function cut(turn: Turn, parent: string, id: number): void {
	const siblings = findIn(turn.state.children, parent);
	if (siblings === undefined) return;
	const rest = withoutKey(siblings, id);
	const { children } = turn.state;
	turn.change({
		children: sizeOf(rest) === 0 ? withoutKey(children, parent) : withEntry(children, parent, rest),
	});
}
