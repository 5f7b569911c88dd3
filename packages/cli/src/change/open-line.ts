export interface Line<Item> extends Disposable {
	readonly add: (name: string, item: Item) => void;
}

/** Lets items pass in the order of their names, whatever the order in which they come; what still waits in the end passes then. */
export function openLine<Item>(order: readonly string[], pass: (item: Item) => void): Line<Item> {
	const places = new Map(order.map((name, place) => [name, place]));
	const waiting = new Map<number, Item>();
	let next = 0;
	return {
		add(name, item) {
			const place = places.get(name);
			// Nobody waits for what was not announced.
			if (place === undefined) return pass(item);
			waiting.set(place, item);
			for (let first = waiting.get(next); first !== undefined; first = waiting.get(next)) {
				waiting.delete(next);
				next += 1;
				pass(first);
			}
		},
		[Symbol.dispose]() {
			for (const [, item] of [...waiting].toSorted(([a], [b]) => a - b)) pass(item);
			waiting.clear();
		},
	};
}
