import type { Clock } from "@chronos-job/core";

/** Does something that has only so much time; the signal that it gets fires when that is over. */
export async function withDeadline<T>(clock: Clock, ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
	const tooLate = new AbortController();
	const done = new AbortController();
	void clock.sleep(ms, done.signal).then(() => tooLate.abort(new Error("it took too long")));
	try {
		return await work(tooLate.signal);
	} finally {
		done.abort();
	}
}
