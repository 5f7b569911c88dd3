import { type JobSpec, parseSchedule } from "@chronos-job/schemas";

export interface EffectiveRetries {
	readonly asked: number;
	/** Attempts of one run that never succeeds: while the last result is no failure, and after one. */
	readonly attemptsWhenFresh: number;
	readonly attemptsAfterFailure: number;
	/** The server's flag `--failure_retry`, at its default. */
	readonly delayMs: number;
	/** Whether a retry of the last repetition turns the schedule into an endless one (contract §4.7). */
	readonly makesEndless: boolean;
	/** Whether each retry takes one run off the schedule (contract §4.7). */
	readonly eatsRepetitions: boolean;
}

/** The retries that will really happen (contract §5.6). */
export function effectiveRetries(spec: JobSpec): EffectiveRetries {
	const asked = Math.max(0, spec.retries ?? 2);
	const schedule = spec.parents === undefined && spec.schedule !== undefined ? parseSchedule(spec.schedule) : undefined;
	const isFinite = spec.parents === undefined && (schedule === undefined || schedule.repeat !== "forever");
	return {
		asked,
		attemptsWhenFresh: asked + 1,
		attemptsAfterFailure: 1,
		delayMs: 60_000,
		makesEndless: isFinite && asked > 0,
		eatsRepetitions: schedule !== undefined && schedule.repeat !== "forever" && schedule.repeat > 1 && asked > 0,
	};
}
