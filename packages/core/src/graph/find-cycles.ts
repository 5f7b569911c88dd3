/** One shortest cycle through the first job of every knot; a job that starts itself is a cycle of one. */
export function findCycles(
	names: readonly string[],
	childrenOf: (name: string) => readonly string[],
): readonly (readonly string[])[] {
	const knots = findKnots(names, childrenOf);
	const reported = new Set<number>();
	const cycles: (readonly string[])[] = [];
	for (const name of names) {
		const knot = knots.get(name);
		if (knot === undefined || reported.has(knot)) continue;
		const cycle = shortestCycle(name, (from) => childrenOf(from).filter((child) => knots.get(child) === knot));
		if (cycle === undefined) continue;
		reported.add(knot);
		cycles.push(cycle);
	}
	return cycles;
}

interface Visit {
	readonly name: string;
	readonly children: readonly string[];
	next: number;
}

/** Numbers the strongly connected components (Tarjan), with a stack of its own for chains longer than the stack of calls. */
function findKnots(
	names: readonly string[],
	childrenOf: (name: string) => readonly string[],
): ReadonlyMap<string, number> {
	const knots = new Map<string, number>();
	const index = new Map<string, number>();
	const low = new Map<string, number>();
	const open: string[] = [];
	const visits: Visit[] = [];
	const enter = (name: string): void => {
		index.set(name, index.size);
		low.set(name, index.size - 1);
		open.push(name);
		visits.push({ name, children: childrenOf(name), next: 0 });
	};
	const lower = (name: string, value: number): void => {
		low.set(name, Math.min(low.get(name) ?? value, value));
	};
	const leave = (name: string): void => {
		const own = low.get(name) ?? 0;
		const caller = visits.at(-1);
		if (caller !== undefined) lower(caller.name, own);
		if (own !== index.get(name)) return;
		for (const member of open.splice(open.lastIndexOf(name))) knots.set(member, own);
	};
	for (const name of names) {
		if (!index.has(name)) enter(name);
		for (let top = visits.at(-1); top !== undefined; top = visits.at(-1)) {
			const child = top.children[top.next++];
			if (child === undefined) leave(visits.pop()?.name ?? "");
			else if (!index.has(child)) enter(child);
			else if (!knots.has(child)) lower(top.name, index.get(child) ?? 0);
		}
	}
	return knots;
}

function shortestCycle(name: string, childrenOf: (name: string) => readonly string[]): readonly string[] | undefined {
	const cameFrom = new Map<string, string | undefined>([[name, undefined]]);
	const queue = [name];
	for (const from of queue) {
		for (const child of childrenOf(from)) {
			if (child === name) return wayTo(from, cameFrom);
			if (cameFrom.has(child)) continue;
			cameFrom.set(child, from);
			queue.push(child);
		}
	}
	return undefined;
}

function wayTo(name: string, cameFrom: ReadonlyMap<string, string | undefined>): readonly string[] {
	const way: string[] = [];
	for (let at: string | undefined = name; at !== undefined; at = cameFrom.get(at)) way.push(at);
	return way.toReversed();
}
