/** Both halves of time; `sleep` ends early, without an error, when the signal fires. */
export interface Clock {
	now(): number;
	/** Milliseconds since some moment, whatever becomes of the wall clock meanwhile; absent where nobody counts them. */
	monotonic?(): number;
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now(), sleep };

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal?.aborted === true) return resolve();
		const timer = setTimeout(done, ms);
		signal?.addEventListener("abort", done, { once: true });

		function done(): void {
			clearTimeout(timer);
			signal?.removeEventListener("abort", done);
			resolve();
		}
	});
}
