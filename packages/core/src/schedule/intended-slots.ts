import type { Duration, Schedule } from "@chronos-job/schemas";
import { addMonths, dayMs, localMsOf } from "./calendar.ts";
import { instantAt } from "./local-time.ts";
import { dayPartMs, isCalendarPeriod, timePartMs } from "./period.ts";
import { hasZone, type ScheduleZones, startInstantOf, zoneOfStart } from "./start-instant.ts";
import { zoneOf } from "./zone.ts";

/** The instants that an author has in mind: always counted from the first, on the clocks of the place. */
export type Slots = (index: number) => number;

export function intendedSlots(schedule: Schedule, options: ScheduleZones & { readonly now: number }): Slots {
	const first = startInstantOf(schedule, options);
	const zone = hasZone(options) ? zoneOf(options.zone ?? "") : zoneOfStart(schedule.start, options);
	const { months, days, timeMs } = stepOf(schedule.period, hasZone(options));
	if (months === 0 && days === 0) return (index) => first + timeMs * index;
	const localMs = schedule.start === undefined ? first + zone.offsetMsAt(first) : localMsOf(schedule.start);
	return (index) => {
		if (index === 0) return first;
		return instantAt(addMonths(localMs, months * index) + days * dayMs * index, zone) + timeMs * index;
	};
}

interface Step {
	readonly months: number;
	readonly days: number;
	readonly timeMs: number;
}

/** In a place with clocks, PT24H is somebody's word for a day. */
function stepOf(period: Duration, isZoned: boolean): Step {
	const timeMs = timePartMs(period);
	const days = dayPartMs(period) / dayMs;
	const isWholeDays = days === 0 && !isCalendarPeriod(period) && timeMs % dayMs === 0;
	if (isZoned && isWholeDays) return { months: 0, days: timeMs / dayMs, timeMs: 0 };
	return { months: period.years * 12 + period.months, days, timeMs };
}
