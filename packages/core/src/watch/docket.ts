import type { Fate } from "./fate.ts";
import type { RunEvent } from "./run-event.ts";
import type { SettleOptions } from "./settle-options.ts";

/** The jobs whose fate is waited for, and the fates that are known. */
export interface Docket {
	readonly options: SettleOptions;
	/** In the order as given. */
	pending(): readonly string[];
	isPending(job: string): boolean;
	isDone(): boolean;
	settle(fate: Fate): void;
	/** Passes on what is seen of these jobs. */
	tell(event: RunEvent): void;
	fates(): readonly Fate[];
}

export function openDocket(options: SettleOptions): Docket {
	const names = new Set(options.jobs);
	const fates = new Map<string, Fate>();
	return {
		options,
		pending: () => [...names].filter((name) => !fates.has(name)),
		isPending: (job) => names.has(job) && !fates.has(job),
		isDone: () => fates.size === names.size,
		settle: (fate) => {
			fates.set(fate.job, fate);
			options.onFate?.(fate);
		},
		tell: (event) => {
			if (!("job" in event) || names.has(event.job)) options.onEvent?.(event);
		},
		fates: () => [...names].flatMap((name) => fates.get(name) ?? []),
	};
}
