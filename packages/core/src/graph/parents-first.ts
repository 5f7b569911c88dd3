/** Sorts names so that each follows its parents; within a cycle the order stays as it was. */
export function parentsFirst(
	names: readonly string[],
	parentsOf: (name: string) => readonly string[],
): readonly string[] {
	const places = new Map(names.map((name, index) => [name, index]));
	const placeOf = (name: string): number => places.get(name) ?? 0;
	const seen = new Set<string>();
	const order: string[] = [];
	for (const name of names) {
		// A stack of its own: chains of jobs may be longer than the stack of calls.
		const stack = [name];
		for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
			const isNew = !seen.has(top);
			seen.add(top);
			const waiting = isNew ? parentsOf(top).filter((parent) => places.has(parent) && !seen.has(parent)) : [];
			if (waiting.length > 0) stack.push(...waiting.toSorted((a, b) => placeOf(b) - placeOf(a)));
			else order.push(...stack.splice(-1));
		}
	}
	return [...new Set(order)];
}
