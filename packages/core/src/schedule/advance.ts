import type { Duration, Schedule } from "@chronos-job/schemas";
import { secondMs } from "./calendar.ts";
import { addPeriod, dayPartMs, isCalendarPeriod, timePartMs } from "./period.ts";
import { type ScheduleZones, startAt, startInstantOf, zoneOfStart } from "./start-instant.ts";
import { utc } from "./zone.ts";

export interface AdvanceOptions extends ScheduleZones {
	/** The time of the launch. */
	readonly now: number;
	/** Keeps a count of 0 at 0, where Chronos makes it infinite (contract §4.7). */
	readonly clampAtZero?: boolean;
}

/** The schedule as Chronos writes it back when it launches the job (contract §4.5). */
export function advance(schedule: Schedule, options: AdvanceOptions): Schedule {
	return advanceCounting(schedule, options).schedule;
}

export interface Step {
	readonly schedule: Schedule;
	/** How many periods were added. */
	readonly periods: number;
	/** The instant of the new start. */
	readonly to: number;
}

/** The same, with the arithmetic that led to it. */
export function advanceCounting(schedule: Schedule, options: AdvanceOptions): Step {
	const { period } = schedule;
	const start = startInstantOf(schedule, options);
	const zone = zoneOfStart(schedule.start, options);
	const periods = periodsToStep(period, { start, now: options.now });
	const to = addPeriod(start, period, { zone, times: periods });
	const repeat = countDown(schedule.repeat, options.clampAtZero ?? false);
	return { schedule: { repeat, start: startAt(to, zone), period }, periods, to };
}

/** When the job starts next by itself, as far as its text says; undefined when it never does. */
export function nextStart(schedule: Schedule, options: ScheduleZones & { readonly now: number }): number | undefined {
	return schedule.repeat === 0 ? undefined : startInstantOf(schedule, options);
}

/** Whether an enabled job is started at this moment (contract §4.4). */
export function isDue(schedule: Schedule, options: ScheduleZones & { readonly now: number }): boolean {
	const start = nextStart(schedule, options);
	return start !== undefined && start < options.now;
}

function countDown(repeat: Schedule["repeat"], clampAtZero: boolean): Schedule["repeat"] {
	if (repeat === "forever") return repeat;
	if (repeat > 0) return repeat - 1;
	// The count becomes -1, which is how Chronos stores infinity (contract §4.7).
	return clampAtZero ? 0 : "forever";
}

function periodsToStep(period: Duration, { start, now }: { readonly start: number; readonly now: number }): number {
	if (start >= now || isEmpty(period)) return 0;
	const late = wholeSeconds(now - start);
	const length = isCalendarPeriod(period)
		? // Measured from now, not from the start: late monthly jobs step too far or not far enough (contract §4.8).
			addPeriod(now, period, { zone: utc }) - now
		: dayPartMs(period) + timePartMs(period);
	// Deviation: Chronos divides by zero when the period is shorter than a second (contract §4.11).
	if (Math.abs(length) < secondMs) return length === 0 ? 0 : Math.trunc((now - start) / length) + 1;
	return Math.trunc(late / wholeSeconds(length)) + 1;
}

function isEmpty(period: Duration): boolean {
	return Object.values(period).every((value) => value === 0);
}

function wholeSeconds(ms: number): number {
	return Math.trunc(ms / secondMs);
}
