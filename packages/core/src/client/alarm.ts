import { systemClock } from "../clock.ts";

/** Rings once after a while, unless it was turned off with what it answers. */
export function alarm(afterMs: number, ring: () => void): () => void {
	const off = new AbortController();
	void ringLater();
	// Without a reason an exception would be made for nobody, which takes 5 ms the first time.
	return () => off.abort("off");

	async function ringLater(): Promise<void> {
		await systemClock.sleep(Math.min(afterMs, longestMs), off.signal);
		// What has come while this program was busy is read first, and may turn the alarm off.
		if (!off.signal.aborted) setImmediate(() => off.signal.aborted || ring());
	}
}

// Timers that are set for longer ring at once.
const longestMs = 2 ** 31 - 1;
