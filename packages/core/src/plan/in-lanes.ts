export interface LanesOutcome<Out> {
	/** In the order of the items; those that were not begun after a failure are missing. */
	readonly done: readonly Out[];
	readonly failure: { readonly error: unknown } | undefined;
}

export interface LanesOptions {
	/** How many items to work on at a time. */
	readonly lanes: number;
	/** Told of the first failure at once, so that work that waits for something can be ended as well. */
	readonly onFailure?: () => void;
}

/** Works on several items at a time; after the first failure no further one is begun. */
export async function inLanes<In, Out>(
	items: readonly In[],
	{ lanes, onFailure }: LanesOptions,
	work: (item: In) => Promise<Out>,
): Promise<LanesOutcome<Out>> {
	const done = new Map<number, Out>();
	const rest = items.entries();
	let failure: LanesOutcome<Out>["failure"];
	const lane = async (): Promise<void> => {
		for (const [index, item] of rest) {
			try {
				done.set(index, await work(item));
			} catch (error) {
				if (failure !== undefined) return;
				failure = { error };
				onFailure?.();
			}
			if (failure !== undefined) return;
		}
	};
	await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
	return { done: [...done].toSorted(([one], [other]) => one - other).map(([, out]) => out), failure };
}
