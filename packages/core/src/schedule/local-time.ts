import { dayMs } from "./calendar.ts";
import type { Zone } from "./zone.ts";

/** The instant at which clocks there show this; a time inside a gap moves on, of two the earlier is taken. */
export function instantAt(localMs: number, zone: Zone): number {
	const before = zone.offsetMsAt(localMs - dayMs);
	if (zone.offsetMsAt(localMs - before) === before) return localMs - before;
	const after = zone.offsetMsAt(localMs + dayMs);
	return zone.offsetMsAt(localMs - after) === after ? localMs - after : localMs - before;
}

/**
 * The same wall clock reading in another zone, as Joda moves it: an offset that is right there is kept,
 * any other is forgotten (contract §4.3, §4.9).
 */
export function instantKeepingWall(localMs: number, original: number, zone: Zone): number {
	const kept = localMs - zone.offsetMsAt(original);
	if (zone.offsetMsAt(kept) === localMs - kept) return kept;
	const guess = zone.offsetMsAt(localMs);
	const offset = zone.offsetMsAt(localMs - guess);
	// Only west of UTC does Joda look again whether the guess ended beyond the change of the clocks.
	const isBeyond = guess < 0 && offset !== guess && zone.offsetMsAt(localMs - offset) !== offset;
	return localMs - (isBeyond ? guess : offset);
}
