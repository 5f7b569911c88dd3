/** Does the same with each of many things, with so many at a time. */
export async function inLanes<T>(
	items: Iterable<T>,
	lanes: number,
	work: (item: T) => Promise<unknown>,
): Promise<void> {
	const queue = items[Symbol.iterator]();
	const lane = async (): Promise<void> => {
		// oxlint-disable-next-line eslint/no-await-in-loop -- the other lanes are what goes on meanwhile
		for (let next = queue.next(); next.done !== true; next = queue.next()) await work(next.value);
	};
	await Promise.all(Array.from({ length: lanes }, lane));
}
