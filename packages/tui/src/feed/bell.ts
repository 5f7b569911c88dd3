import type { Clock } from "@chronos-job/core";

/** Ends a wait early. */
export interface Bell {
	readonly ring: () => void;
	/** Until it rings, the signal fires or the time is over; at once where it rang since the last wait. */
	readonly wait: (ms: number) => Promise<void>;
}

/** A timer cannot be longer. */
export const foreverMs = 2_147_483_647;

export function hangBell(clock: Pick<Clock, "sleep">, signal: AbortSignal): Bell {
	let hasRung = false;
	let over: AbortController | undefined;
	return {
		ring() {
			hasRung = true;
			// Without a reason an exception would be made for nobody.
			over?.abort("rung");
		},
		async wait(ms) {
			if (!hasRung && !signal.aborted) {
				over = new AbortController();
				await clock.sleep(Math.min(ms, foreverMs), AbortSignal.any([signal, over.signal]));
				over = undefined;
			}
			hasRung = false;
		},
	};
}
