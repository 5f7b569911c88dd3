import type { Host } from "../host.ts";

const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Wishes that the program should end, for those who have to tidy up first. */
export function signalsOf(
	process: Pick<NodeJS.Process, "on" | "removeListener">,
): Pick<Host, "untilStopped" | "catchInterrupts"> {
	return {
		untilStopped: () =>
			new Promise((resolve) => {
				// Without a listener the next signal does what it always does.
				const stop = (signal: string) => {
					for (const each of stopSignals) process.removeListener(each, stop);
					resolve(signal);
				};
				for (const each of stopSignals) process.on(each, stop);
			}),
		catchInterrupts() {
			const wish = new AbortController();
			const stop = () => {
				release();
				wish.abort();
			};
			const release = () => {
				for (const each of stopSignals) process.removeListener(each, stop);
			};
			for (const each of stopSignals) process.on(each, stop);
			return { signal: wish.signal, [Symbol.dispose]: release };
		},
	};
}
