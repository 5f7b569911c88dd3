import type { Duration } from "@chronos-job/schemas";
import { addMonths, dayMs, hourMs, minuteMs, secondMs } from "./calendar.ts";
import { instantAt } from "./local-time.ts";
import type { Zone } from "./zone.ts";

/** Whether its length depends on where in the year it is laid. */
export function isCalendarPeriod({ years, months }: Duration): boolean {
	return years !== 0 || months !== 0;
}

/** The length of a period, with the mean length of years and months. */
export function periodMs(period: Duration): number {
	return (period.years * 12 + period.months) * meanMonthMs + dayPartMs(period) + timePartMs(period);
}

/** Adds a period as Joda does: field by field, dates on the wall clock, hours and less in real time. */
export function addPeriod(
	instant: number,
	period: Duration,
	{ zone, times = 1 }: { readonly zone: Zone; readonly times?: number },
): number {
	// Even no step would move the second reading of an hour that comes twice to the first.
	if (times === 0) return instant;
	const onWall = (at: number, move: (localMs: number) => number): number =>
		instantAt(move(at + zone.offsetMsAt(at)), zone);
	let at = instant;
	// Field by field: February 29th + P1Y1M is March 28th.
	if (period.years !== 0) at = onWall(at, (localMs) => addMonths(localMs, period.years * 12 * times));
	if (period.months !== 0) at = onWall(at, (localMs) => addMonths(localMs, period.months * times));
	if (period.weeks !== 0) at = onWall(at, (localMs) => localMs + period.weeks * 7 * dayMs * times);
	if (period.days !== 0) at = onWall(at, (localMs) => localMs + period.days * dayMs * times);
	return at + timePartMs(period) * times;
}

/** Weeks and days, each of 24 hours. */
export function dayPartMs({ weeks, days }: Duration): number {
	return (weeks * 7 + days) * dayMs;
}

/** Hours and less. */
export function timePartMs({ hours, minutes, seconds, millis }: Duration): number {
	return hours * hourMs + minutes * minuteMs + seconds * secondMs + millis;
}

const meanMonthMs = (146_097 / 4800) * dayMs;
