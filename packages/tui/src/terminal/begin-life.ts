import process from "node:process";
import type { DashboardEnd } from "../dashboard-options.ts";

/** From the first frame to the end, whatever that is. */
export interface Life extends Disposable {
	readonly signal: AbortSignal;
	readonly end: (end: DashboardEnd) => void;
	/** With a bug. */
	readonly fail: (error: unknown) => void;
	readonly ended: Promise<DashboardEnd>;
	readonly finish: () => void;
}

export function beginLife(outer: AbortSignal): Life {
	const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers<DashboardEnd>();
	const over = new AbortController();
	outer.addEventListener("abort", () => end({ kind: "quit" }), { once: true });
	// What would end the program has to wait until the terminal is as it was.
	process.on("uncaughtException", fail);
	return {
		signal: AbortSignal.any([outer, over.signal]),
		end,
		fail,
		ended,
		finish: () => over.abort("over"),
		[Symbol.dispose]: () => void process.off("uncaughtException", fail),
	};
}
