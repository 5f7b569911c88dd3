import type { Host } from "../host.ts";

/** Timers of more than these would fire at once. */
const longestTimerMs = 2_147_483_647;

/** What waits for a time, or less when a signal fires. */
export function sleeperOf(process: NodeJS.Process): Host["sleep"] {
	const { setTimeout, clearTimeout } = process.getBuiltinModule("node:timers");
	return (ms, signal) =>
		new Promise((resolve) => {
			if (signal?.aborted === true) return resolve();
			const timer = setTimeout(done, Math.min(ms, longestTimerMs));
			signal?.addEventListener("abort", done, { once: true });
			function done(): void {
				clearTimeout(timer);
				signal?.removeEventListener("abort", done);
				resolve();
			}
		});
}
