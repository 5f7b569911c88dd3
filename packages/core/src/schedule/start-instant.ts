import type { Schedule, Start } from "@chronos-job/schemas";
import { localMsOf, minuteMs, secondMs, wallOf } from "./calendar.ts";
import { instantAt, instantKeepingWall } from "./local-time.ts";
import { fixedOffsetZone, utc, type Zone, zoneOf } from "./zone.ts";

/** Where a schedule is read. */
export interface ScheduleZones {
	/** The job's scheduleTimeZone; empty is none. */
	readonly zone?: string | undefined;
	/** The zone of the server itself, which a start without offset follows; UTC unless known. */
	readonly serverZone?: string | undefined;
}

export function instantOf(start: Start, zones: ScheduleZones = {}): number {
	const localMs = localMsOf(start);
	const written = instantAt(localMs, ownZoneOf(start, zones));
	return hasZone(zones) ? instantKeepingWall(localMs, written, zoneOfStart(start, zones)) : written;
}

/** The start of a schedule; an empty one is a second ago, at every reading (contract §4.1). */
export function startInstantOf(
	schedule: Schedule,
	{ now, ...zones }: ScheduleZones & { readonly now: number },
): number {
	return schedule.start === undefined ? now - secondMs : instantOf(schedule.start, zones);
}

/** The zone in which a start is carried on: the job's, else that of its own offset (contract §4.3). */
export function zoneOfStart(start: Start | undefined, zones: ScheduleZones): Zone {
	// An empty start is a time in UTC, whatever the job's zone.
	if (start === undefined) return utc;
	return hasZone(zones) ? zoneOf(zones.zone ?? "") : ownZoneOf(start, zones);
}

/** The start that Chronos writes for an instant: the wall clock there, with that day's offset. */
export function startAt(instant: number, zone: Zone): Start {
	const offsetMs = zone.offsetMsAt(instant);
	return { ...wallOf(instant + offsetMs), offsetMinutes: offsetMs / minuteMs };
}

export function hasZone({ zone }: ScheduleZones): boolean {
	return zone !== undefined && zone !== "";
}

function ownZoneOf({ offsetMinutes }: Start, { serverZone }: ScheduleZones): Zone {
	if (offsetMinutes !== undefined) return fixedOffsetZone(Math.round(offsetMinutes * minuteMs));
	return serverZone === undefined ? utc : zoneOf(serverZone);
}
