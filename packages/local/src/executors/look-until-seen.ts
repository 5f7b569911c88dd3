import type { Clock } from "@chronos-job/core";

export interface Patience {
	readonly clock: Clock;
	/** At most; at least one. */
	readonly looks: number;
	readonly everyMs: number;
}

/** Looks again and again until there is something; undefined when it never came. */
export async function lookUntilSeen<T>(
	look: () => T | undefined | Promise<T | undefined>,
	{ clock, looks, everyMs }: Patience,
): Promise<T | undefined> {
	// Looks are counted, because the clock may be set meanwhile.
	for (let left = looks; ; left -= 1) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		const seen = await look();
		if (seen !== undefined || left <= 1) return seen;
		// oxlint-disable-next-line eslint/no-await-in-loop -- see above
		await clock.sleep(everyMs);
	}
}
