import type { Clock } from "@chronos-job/core";

/** Notices when a wall clock was set, or went on while the machine was suspended. */
export interface ClockWatch {
	/** Whether it has stepped since the last look. */
	hasStepped(): boolean;
	/** How far it has stepped since the last look; 0 when it has not. */
	look(): number;
}

export function watchClock(clock: Clock): ClockWatch {
	const seen = { wall: clock.now(), passed: clock.monotonic?.() };
	const stepSince = (wall: number, passed: number | undefined): number => {
		if (passed === undefined || seen.passed === undefined) return 0;
		const passedMs = passed - seen.passed;
		const byMs = Math.round(wall - seen.wall - passedMs);
		// Clocks are slowed or hurried a little all the time.
		return Math.abs(byMs) > stepMs + passedMs / 1000 ? byMs : 0;
	};
	return {
		hasStepped: () => stepSince(clock.now(), clock.monotonic?.()) !== 0,
		look: () => {
			const now = { wall: clock.now(), passed: clock.monotonic?.() };
			const byMs = stepSince(now.wall, now.passed);
			Object.assign(seen, now);
			return byMs;
		},
	};
}

const stepMs = 1000;
