/** The usual order of keys: of an object, and of the objects inside its fields, directly or in a list. */
export interface KeyOrder {
	readonly order: readonly string[];
	readonly inside?: Readonly<Record<string, KeyOrder>>;
}

/** Known keys in their order, then all others as they came. */
export function inOrder<Item>(
	items: readonly Item[],
	{ order }: KeyOrder,
	nameOf: (item: Item) => string | undefined,
): readonly Item[] {
	const rankOf = (item: Item): number => {
		const rank = order.indexOf(nameOf(item) ?? "");
		return rank < 0 ? order.length : rank;
	};
	return items.toSorted((a, b) => rankOf(a) - rankOf(b));
}
