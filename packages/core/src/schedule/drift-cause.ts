import type { Schedule } from "@chronos-job/schemas";
import { wallOf } from "./calendar.ts";
import { dayPartMs, isCalendarPeriod } from "./period.ts";
import { hasZone, type ScheduleZones, zoneOfStart } from "./start-instant.ts";

/** Why a server starts a job at another time than its author has in mind. */
export type DriftCause =
	/** The start is over, so it runs at once, however old it is (contract §4.4). */
	| "late-start"
	/** A late launch stepped by an estimate, and so to a slot before or after the next (contract §4.8, §4.9). */
	| "catch-up"
	/** An empty start was written back in UTC and read again in the job's zone (contract §4.3). */
	| "zone-restart"
	/** The day was once cut to a shorter month, and stays cut (contract §4.8). */
	| "month-end"
	/** The clock once had to skip the hour, and the shift stays (contract §4.9). */
	| "dst-gap"
	/** 24 real hours are not a day where clocks are turned (contract §4.9). */
	| "exact-hours"
	/** A start without offset was written back with that day's offset (contract §4.3). */
	| "fixed-offset"
	/** The period does not lead forward: the server starts the job again and again, or breaks (contract §4.11). */
	| "stuck";

export interface Drift {
	readonly schedule: Schedule;
	readonly options: ScheduleZones;
	readonly at: number;
	readonly meant: number;
	readonly isLate: boolean;
	readonly jump: DriftCause | undefined;
	readonly isStuck: boolean;
}

export function driftCauseOf(drift: Drift): DriftCause | undefined {
	if (drift.isStuck) return "stuck";
	if (drift.jump !== undefined) return drift.jump;
	if (drift.at === drift.meant) return undefined;
	return zoneCauseOf(drift) ?? periodCauseOf(drift);
}

function zoneCauseOf({ schedule, options, isLate }: Drift): DriftCause | undefined {
	if (schedule.start === undefined) return "zone-restart";
	if (isLate) return "late-start";
	return !hasZone(options) && schedule.start.offsetMinutes === undefined ? "fixed-offset" : undefined;
}

function periodCauseOf({ schedule, options, at, meant }: Drift): DriftCause {
	const { period } = schedule;
	if (!isCalendarPeriod(period)) return dayPartMs(period) === 0 ? "exact-hours" : "dst-gap";
	const zone = zoneOfStart(schedule.start, options);
	const [day, meantDay] = [at, meant].map((instant) => wallOf(instant + zone.offsetMsAt(instant)).day);
	return day === meantDay ? "dst-gap" : "month-end";
}
