import { formatDuration, type Start } from "@chronos-job/schemas";
import { dayMs, hourMs, localMsOf, minuteMs, secondMs } from "./calendar.ts";

/** The time from one date to a later one, which ISO 8601 means by an end in the place of a period. */
export function periodBetween(start: Start, end: Start): string | undefined {
	const offsetMinutes = start.offsetMinutes ?? 0;
	const lengthMs =
		localMsOf(end) - localMsOf(start) - ((end.offsetMinutes ?? offsetMinutes) - offsetMinutes) * minuteMs;
	if (lengthMs < secondMs) return undefined;
	return formatDuration({
		years: 0,
		months: 0,
		weeks: 0,
		days: Math.floor(lengthMs / dayMs),
		hours: Math.floor(lengthMs / hourMs) % 24,
		minutes: Math.floor(lengthMs / minuteMs) % 60,
		seconds: Math.floor(lengthMs / secondMs) % 60,
		millis: 0,
	});
}
