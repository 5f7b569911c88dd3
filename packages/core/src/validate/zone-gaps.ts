import { dayMs } from "../schedule/calendar.ts";
import type { Zone } from "../schedule/zone.ts";

/** Wall clock readings that a zone skips, from `start` up to `end`, as if the clock hung in UTC. */
export interface ZoneGap {
	readonly start: number;
	readonly end: number;
}

/** Where the clocks of a zone jump forward in a year. */
export function gapsIn(year: number, zone: Zone): readonly ZoneGap[] {
	const gaps: ZoneGap[] = [];
	const end = Date.UTC(year + 1, 0, 1);
	for (let from = Date.UTC(year, 0, 1); from < end; from += weekMs) {
		const before = zone.offsetMsAt(from);
		const after = zone.offsetMsAt(from + weekMs);
		if (after <= before) continue;
		const change = changeBetween(from, from + weekMs, (instant) => zone.offsetMsAt(instant) === before);
		gaps.push({ start: change + before, end: change + after });
	}
	return gaps;
}

const weekMs = 7 * dayMs;

/** The first instant, to the second, that is no longer as before. */
function changeBetween(from: number, to: number, isBefore: (instant: number) => boolean): number {
	let [last, first] = [from, to];
	while (first - last > 1000) {
		const middle = Math.floor((last + first) / 2000) * 1000;
		if (isBefore(middle)) last = middle;
		else first = middle;
	}
	return first;
}
