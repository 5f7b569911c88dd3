import type { Clock } from "../clock.ts";
import type { Baseline } from "./baseline.ts";
import type { Fate, Until } from "./fate.ts";
import type { RunEvent } from "./run-event.ts";

export interface SettleOptions {
	readonly jobs: readonly string[];
	/**
	 * For jobs that have just been written or started: only what comes of that counts. Without it the run that is under
	 * way or queued counts, and the last one of a job that is at rest.
	 */
	readonly since?: Baseline | undefined;
	readonly clock: Clock;
	readonly everyMs: number;
	readonly signal: AbortSignal;
	/**
	 * `any`: the first run that settles decides. `success`, `failure`: goes on after another outcome as long as the job
	 * will run again. `idle`: until nothing of it is queued, runs or waits for a retry.
	 */
	readonly until: Until;
	/** All that is seen of these jobs meanwhile. */
	onEvent?(event: RunEvent): void;
	/** As soon as each is known. */
	onFate?(fate: Fate): void;
}
