export interface LaneOptions {
	/** How many items to work on at a time. */
	readonly lanes: number;
	/** Aborted with the first failure, so that work that waits for something ends as well. */
	readonly halt: AbortController;
}

/** Works on several items at a time until all are done or one has failed; answers that failure. */
export async function inLanes<Item>(
	items: readonly Item[],
	{ lanes, halt }: LaneOptions,
	work: (item: Item) => Promise<void>,
): Promise<{ readonly error: unknown } | undefined> {
	const rest = items.values();
	let failure: { readonly error: unknown } | undefined;
	async function lane(): Promise<void> {
		for (const item of rest) {
			try {
				await work(item);
			} catch (error) {
				failure ??= { error };
				halt.abort();
			}
			if (failure !== undefined) return;
		}
	}
	await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
	return failure;
}
