import type { Clock } from "@chronos-job/core";
import { pruneSandboxes } from "../sandbox/prune-sandboxes.ts";
import type { PruneLimits, Store } from "../stores/store.ts";
import type { EngineOptions, RetentionLimits } from "./engine-options.ts";

export interface PruneOptions {
	readonly store: Pick<Store, "prune">;
	readonly clock: Clock;
	readonly sandboxRoot: string;
	readonly retention: RetentionLimits;
	readonly report: EngineOptions["report"];
	readonly lastEventId: () => number;
	/** Directories of attempts that are under way. */
	readonly taken: () => ReadonlySet<string>;
	readonly ended: AbortSignal;
}

/** Forgets what retention does not cover, soon after the start and then every hour. */
export async function pruneRegularly(options: PruneOptions): Promise<void> {
	const { clock, ended, report, sandboxRoot } = options;
	let last: StorePrune = { at: -Infinity, eventId: 0 };
	// Whoever waits for the start need not wait for this.
	await clock.sleep(1000, ended);
	while (!ended.aborted) {
		try {
			// oxlint-disable-next-line eslint/no-await-in-loop -- one follows the other
			last = await pruneStore(options, last);
			// oxlint-disable-next-line eslint/no-await-in-loop -- one follows the other
			await pruneFiles(options);
		} catch (error) {
			report({ code: "prune-failed", error, about: sandboxRoot });
		}
		// oxlint-disable-next-line eslint/no-await-in-loop -- one follows the other
		await clock.sleep(keepsFiles(options) ? dayMs : hourMs, ended);
	}
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface StorePrune {
	readonly at: number;
	readonly eventId: number;
}

/** Looks through the store once a day, or when it holds a hundredth more events than it should. */
async function pruneStore(options: PruneOptions, last: StorePrune): Promise<StorePrune> {
	const { clock, retention, lastEventId } = options;
	const now = clock.now();
	const eventId = lastEventId();
	const isYoung = Math.abs(now - last.at) < dayMs;
	if (isYoung && eventId - last.eventId < retention.events / 100) return last;
	if (Math.min(retention.runsMs, retention.events) < Infinity) {
		await pruneInParts(options, { settledBefore: now - retention.runsMs, events: retention.events, atMost });
	}
	return { at: now, eventId };
}

const atMost = 100;

/** Others are heard between the parts. */
async function pruneInParts({ store, clock, ended }: PruneOptions, limits: PruneLimits): Promise<void> {
	// oxlint-disable-next-line eslint/no-await-in-loop -- one follows the other
	while (!ended.aborted && store.prune(limits)) await clock.sleep(20, ended);
}

async function pruneFiles({ clock, sandboxRoot, retention, taken, ended }: PruneOptions): Promise<void> {
	if (keepsFiles({ retention })) return;
	const { sandboxesMs: maxAgeMs, sandboxBytes: maxBytes } = retention;
	await pruneSandboxes(sandboxRoot, { now: clock.now(), maxAgeMs, maxBytes, keep: taken(), signal: ended });
}

function keepsFiles({ retention: { sandboxesMs, sandboxBytes } }: Pick<PruneOptions, "retention">): boolean {
	return Math.min(sandboxesMs, sandboxBytes) === Infinity;
}
