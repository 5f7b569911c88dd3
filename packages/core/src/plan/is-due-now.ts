import { type JobSpec, parseSchedule } from "@chronos-job/schemas";
import { isDue } from "../schedule/advance.ts";

/** Whether a server that has this job would start it by its schedule at this moment (contract §4.4). */
export function isDueNow(spec: JobSpec, now: number): boolean {
	const { schedule, scheduleTimeZone: zone, parents, disabled = false } = spec;
	if (disabled || parents !== undefined) return false;
	const parsed = schedule === undefined ? undefined : parseSchedule(schedule);
	return parsed === undefined ? schedule === undefined : isDue(parsed, { now, zone });
}
