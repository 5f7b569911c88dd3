import type { Job, JobSpec } from "@chronos-job/schemas";
import { isExhausted } from "./is-same-schedule.ts";

/** What to write of a spec whose schedule is not to begin anew: a start that is over would start the job at once (contract §4.4). */
export function keepProgress(spec: JobSpec, current: Job): JobSpec {
	if (current.schedule === undefined) return spec;
	const { schedule, scheduleTimeZone = "" } = current;
	const timed = { ...spec, schedule, ...(scheduleTimeZone === "" ? {} : { scheduleTimeZone }) };
	// Disabled by its last repetition, which it still has behind it (contract §4.6).
	return current.disabled && isExhausted(schedule) ? { ...timed, disabled: true } : timed;
}

/** Whether a spec carries on the schedule of a job instead of setting one. */
export function keepsProgress(spec: JobSpec, { schedule, scheduleTimeZone = "" }: Job): boolean {
	return schedule !== undefined && spec.schedule === schedule && (spec.scheduleTimeZone ?? "") === scheduleTimeZone;
}
