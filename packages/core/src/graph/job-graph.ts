import type { JobSpec } from "@chronos-job/schemas";
import { findCycles } from "./find-cycles.ts";
import { parentsFirst } from "./parents-first.ts";

/** What the graph needs of a job; one without a name is left out. */
export type GraphJob = Partial<Pick<JobSpec, "name" | "parents">>;

export interface MissingParent {
	readonly job: string;
	readonly parent: string;
}

export interface JobGraph {
	/** Every job once, in the order of the specs. */
	readonly names: readonly string[];
	/** Jobs without parents. */
	readonly roots: readonly string[];
	/** Every job after its parents, otherwise in the order of the specs. */
	readonly order: readonly string[];
	readonly missingParents: readonly MissingParent[];
	/** Jobs none of whose parents exist: a server drops them without a word (contract §3.3). */
	readonly orphans: readonly string[];
	childrenOf(name: string): readonly string[];
	/** As written, without repetitions. */
	parentsOf(name: string): readonly string[];
	/** One cycle for every knot of jobs that wait for each other, each job before those that it starts. */
	cycles(): readonly (readonly string[])[];
}

export interface GraphOptions {
	/** Jobs that exist besides the specs, for instance on the server. */
	readonly elsewhere?: ReadonlySet<string>;
}

/** Who starts whom. Of several specs with one name the last counts, as on a server. */
export function buildGraph(specs: readonly GraphJob[], { elsewhere }: GraphOptions = {}): JobGraph {
	const parents = parentsByName(specs);
	const children = childrenByName(parents);
	const names = [...parents.keys()];
	const parentsOf = (name: string): readonly string[] => parents.get(name) ?? [];
	const childrenOf = (name: string): readonly string[] => children.get(name) ?? [];
	const exists = (name: string): boolean => parents.has(name) || (elsewhere?.has(name) ?? false);
	const hasParents = (name: string): boolean => parentsOf(name).length > 0;
	return {
		names,
		roots: names.filter((name) => !hasParents(name)),
		order: parentsFirst(names, parentsOf),
		missingParents: names.flatMap((job) =>
			parentsOf(job)
				.filter((parent) => !exists(parent))
				.map((parent) => ({ job, parent })),
		),
		orphans: names.filter((name) => hasParents(name) && !parentsOf(name).some(exists)),
		childrenOf,
		parentsOf,
		cycles: () => findCycles(names, childrenOf),
	};
}

function parentsByName(specs: readonly GraphJob[]): ReadonlyMap<string, readonly string[]> {
	const parents = new Map<string, readonly string[]>();
	for (const spec of specs) {
		if (spec.name !== undefined) parents.set(spec.name, [...new Set(spec.parents)]);
	}
	return parents;
}

function childrenByName(parents: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
	const children = new Map<string, string[]>();
	for (const [child, names] of parents) {
		for (const name of names) {
			const siblings = children.get(name);
			if (siblings === undefined) children.set(name, [child]);
			else siblings.push(child);
		}
	}
	return children;
}
