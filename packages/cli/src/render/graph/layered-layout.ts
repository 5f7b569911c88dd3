import { edgesOf, type GraphEdge, type GraphView } from "./graph-view.ts";

export interface Slot {
	/** A job, or a bend of an edge that crosses the layer. */
	readonly key: string;
	readonly isJob: boolean;
}

export interface Layered {
	/** From parents to children; within a layer so that few edges cross. */
	readonly layers: readonly (readonly Slot[])[];
	/** Every edge as the slots that it leads through. */
	readonly paths: readonly (readonly string[])[];
	/** Jobs that neither start nor follow another. */
	readonly single: readonly string[];
}

/** Puts every job a layer after its last parent. */
export function layeredLayout(view: GraphView): Layered {
	const edges = edgesOf(view);
	const joined = new Set(edges.flatMap(({ from, to }) => [from, to]));
	const names = view.nodes.map(({ name }) => name).filter((name) => joined.has(name));
	const ranks = ranksOf(names, view);
	const paths = edges.map((edge) => pathOf(edge, ranks));
	const first = layersOf(names, ranks, paths);
	const layers = sweeps.reduce((current, direction) => untangled(current, paths, direction), first);
	return { layers, paths, single: view.nodes.map(({ name }) => name).filter((name) => !joined.has(name)) };
}

function ranksOf(names: readonly string[], { graph }: GraphView): ReadonlyMap<string, number> {
	const ranks = new Map<string, number>();
	for (const name of names) {
		// In a cycle one parent has no rank yet.
		const above = graph.parentsOf(name).map((parent) => ranks.get(parent) ?? -1);
		ranks.set(name, Math.max(-1, ...above) + 1);
	}
	return ranks;
}

function pathOf({ from, to }: GraphEdge, ranks: ReadonlyMap<string, number>): readonly string[] {
	const first = ranks.get(from) ?? 0;
	const bends = Math.max(0, (ranks.get(to) ?? 0) - first - 1);
	return [from, ...Array.from({ length: bends }, (_, index) => bendKey({ from, to }, first + 1 + index)), to];
}

function bendKey({ from, to }: GraphEdge, rank: number): string {
	return JSON.stringify([from, to, rank]);
}

function layersOf(
	names: readonly string[],
	ranks: ReadonlyMap<string, number>,
	paths: readonly (readonly string[])[],
): readonly (readonly Slot[])[] {
	const layers: Slot[][] = [];
	const put = (rank: number, slot: Slot): void => {
		(layers[rank] ??= []).push(slot);
	};
	for (const name of names) put(ranks.get(name) ?? 0, { key: name, isJob: true });
	for (const path of paths) {
		const first = ranks.get(path[0] ?? "") ?? 0;
		for (const [index, key] of path.slice(1, -1).entries()) put(first + 1 + index, { key, isJob: false });
	}
	return layers;
}

const sweeps = ["down", "up", "down", "up"] as const;

/** Orders each layer by the mean place of its neighbours in the layer before it. */
function untangled(
	layers: readonly (readonly Slot[])[],
	paths: readonly (readonly string[])[],
	direction: "down" | "up",
): readonly (readonly Slot[])[] {
	const neighbours = neighboursOf(paths, direction);
	const places = new Map<string, number>();
	const inOrder = direction === "down" ? layers : layers.toReversed();
	const sorted = inOrder.map((layer) => {
		const weights = new Map(layer.map(({ key }, index) => [key, meanPlace(neighbours.get(key), places) ?? index]));
		const ordered = layer.toSorted((a, b) => (weights.get(a.key) ?? 0) - (weights.get(b.key) ?? 0));
		for (const [index, { key }] of ordered.entries()) places.set(key, index);
		return ordered;
	});
	return direction === "down" ? sorted : sorted.toReversed();
}

function neighboursOf(
	paths: readonly (readonly string[])[],
	direction: "down" | "up",
): ReadonlyMap<string, readonly string[]> {
	const found = new Map<string, string[]>();
	for (const path of paths) {
		for (const [index, key] of path.slice(1).entries()) {
			const [of = "", neighbour = ""] = direction === "down" ? [key, path[index]] : [path[index], key];
			const known = found.get(of);
			if (known === undefined) found.set(of, [neighbour]);
			else known.push(neighbour);
		}
	}
	return found;
}

function meanPlace(keys: readonly string[] | undefined, places: ReadonlyMap<string, number>): number | undefined {
	const known = (keys ?? []).map((key) => places.get(key)).filter((place) => place !== undefined);
	return known.length === 0 ? undefined : known.reduce((sum, place) => sum + place, 0) / known.length;
}
