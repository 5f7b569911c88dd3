import type { Duration, Schedule } from "@chronos-job/schemas";
import { addMonths, dayMs, wallOf } from "../schedule/calendar.ts";
import { dayPartMs, isCalendarPeriod, periodMs, timePartMs } from "../schedule/period.ts";
import { isRepeated } from "./is-repeated.ts";
import type { ZoneGap } from "./zone-gaps.ts";

export interface RunInGap {
	/** The wall clock reading that does not exist, as if the clock hung in UTC. */
	readonly localMs: number;
	readonly gap: ZoneGap;
}

export interface GapSearch {
	/** The wall clock reading of the start. */
	readonly startMs: number;
	readonly now: number;
	readonly gapsOf: (year: number) => readonly ZoneGap[];
}

/** The start, or a run of the next two years, that the clocks of a zone skip. */
export function findRunInGap(schedule: Schedule, { startMs, now, gapsOf }: GapSearch): RunInGap | undefined {
	const gap = gapsOf(yearOf(startMs)).find((one) => isInside(startMs, one));
	if (gap !== undefined) return { localMs: startMs, gap };
	if (!isRepeated(schedule)) return undefined;
	const from = Math.max(startMs, now);
	const to = from + spanOf(schedule);
	for (let year = yearOf(from); year <= yearOf(from) + 2; year++) {
		for (const later of gapsOf(year)) {
			const localMs = later.start < from || later.start > to ? undefined : runInside(later, startMs, schedule.period);
			if (localMs !== undefined) return { localMs, gap: later };
		}
	}
	return undefined;
}

function spanOf({ repeat, period }: Schedule): number {
	return repeat === "forever" ? Infinity : (repeat - 1) * periodMs(period) + dayMs;
}

/** Only periods of whole days come back to the same time on the wall. */
function runInside(gap: ZoneGap, startMs: number, period: Duration): number | undefined {
	if (timePartMs(period) !== 0) return undefined;
	const stepMs = dayPartMs(period);
	const runs = isCalendarPeriod(period)
		? monthlyRunsAround(gap, startMs, stepMs === 0 ? period.years * 12 + period.months : 0)
		: [startMs + Math.ceil((gap.start - startMs) / stepMs) * stepMs];
	return runs.find((run) => isInside(run, gap));
}

function monthlyRunsAround(gap: ZoneGap, startMs: number, stepMonths: number): readonly number[] {
	if (stepMonths <= 0) return [];
	const [start, end] = [wallOf(startMs), wallOf(gap.start)];
	const months = (end.year - start.year) * 12 + end.month - start.month;
	return months % stepMonths === 0 ? [addMonths(startMs, months)] : [];
}

function isInside(localMs: number, { start, end }: ZoneGap): boolean {
	return localMs >= start && localMs < end;
}

function yearOf(localMs: number): number {
	return wallOf(localMs).year;
}
