import type { Clock } from "@chronos-job/core";

/** Does something that has only so much time; the signal that it gets fires when that is over. */
export async function withDeadline<T>(clock: Clock, ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
	const tooLate = new AbortController();
	const done = new AbortController();
	void clock.sleep(ms, done.signal).then(() => tooLate.abort(new DeadlineError(ms)));
	try {
		return await work(tooLate.signal);
	} finally {
		done.abort();
	}
}

/** Why a signal fired; reads on after the name of who was asked. */
export class DeadlineError extends Error {
	override readonly name = "DeadlineError";

	constructor(ms: number) {
		super(`has not answered for ${String(ms / 1000)} s`);
	}
}
