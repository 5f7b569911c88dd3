/** Wakes all who wait; who comes later waits for the next time. */
export interface Bell {
	ring(): void;
	/** Resolves when it rings or the signal fires. */
	wait(signal: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
	const waiting = new Set<() => void>();
	return {
		ring: () => {
			for (const wake of waiting) wake();
		},
		wait: (signal) =>
			new Promise((resolve) => {
				if (signal.aborted) return resolve();
				waiting.add(wake);
				signal.addEventListener("abort", wake, { once: true });

				function wake(): void {
					waiting.delete(wake);
					signal.removeEventListener("abort", wake);
					resolve();
				}
			}),
	};
}
