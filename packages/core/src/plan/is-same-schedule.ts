import { type Duration, parseSchedule, type Schedule, type Start } from "@chronos-job/schemas";
import { wallOf } from "../schedule/calendar.ts";
import { addPeriod, dayPartMs, isCalendarPeriod, periodMs, timePartMs } from "../schedule/period.ts";
import { instantOf, zoneOfStart } from "../schedule/start-instant.ts";
import type { Zone } from "../schedule/zone.ts";

/** Whether a schedule is as written, or what launches have made of it since (contract §4.5). */
export function isSameSchedule(live: string, written: string, zone = ""): boolean {
	if (live === written) return true;
	const now = parseSchedule(live);
	const first = parseSchedule(written);
	if (now === undefined || first === undefined || !isSamePeriod(now.period, first.period)) return false;
	const launches = launchesBetween(first.repeat, now.repeat);
	if (launches === undefined) return false;
	// An empty start becomes a time at the first launch, and never the other way round (contract §4.1).
	if (now.start === undefined) return first.start === undefined && launches !== "some";
	if (first.start === undefined) return launches !== "none";
	return isReached(legOf(first.start, now.start, { period: now.period, zone }), launches);
}

/** Whether a schedule has no repetitions left; false for a text that nobody can read. */
export function isExhausted(schedule: string | undefined): boolean {
	return schedule !== undefined && parseSchedule(schedule)?.repeat === 0;
}

type Launches = "none" | "some" | "unknown";

function launchesBetween(from: Schedule["repeat"], to: Schedule["repeat"]): Launches | undefined {
	if (from === "forever") return to === "forever" ? "unknown" : undefined;
	// A finite schedule that has become infinite is an accident, not progress (contract §4.7).
	if (to === "forever" || to > from) return undefined;
	return to === from ? "none" : "some";
}

function isSamePeriod(one: Duration, other: Duration): boolean {
	return (
		monthsOf(one) === monthsOf(other) && dayPartMs(one) === dayPartMs(other) && timePartMs(one) === timePartMs(other)
	);
}

function monthsOf({ years, months }: Duration): number {
	return years * 12 + months;
}

/** The way from one start to another. */
interface Leg {
	readonly from: number;
	readonly to: number;
	readonly period: Duration;
	readonly zone: Zone;
}

function legOf(first: Start, now: Start, { period, zone }: { readonly period: Duration; readonly zone: string }): Leg {
	// A start without an offset has been read in the server's zone, whose offset is in what it became.
	const from = first.offsetMinutes === undefined ? { ...first, offsetMinutes: now.offsetMinutes } : first;
	return {
		from: instantOf(from, { zone }),
		to: instantOf(now, { zone }),
		period,
		zone: zoneOfStart(from, { zone }),
	};
}

function isReached(leg: Leg, launches: Launches): boolean {
	if (leg.from === leg.to) return true;
	if (launches === "none" || leg.to < leg.from || periodMs(leg.period) <= 0) return false;
	return isReachedAtOnce(leg) || isReachedOnCalendar(leg) || isReachedStepByStep(leg);
}

function isReachedAtOnce({ from, to, period, zone }: Leg): boolean {
	const guess = Math.round((to - from) / periodMs(period));
	return [guess - 1, guess, guess + 1].some((times) => addPeriod(from, period, { zone, times }) === to);
}

/** Months and years cut the day to the length of a month, and it stays cut (contract §4.8). */
function isReachedOnCalendar({ from, to, period, zone }: Leg): boolean {
	if (!isCalendarPeriod(period) || dayPartMs(period) + timePartMs(period) !== 0) return false;
	const [first, now] = [from, to].map((at) => wallOf(at + zone.offsetMsAt(at)));
	if (first === undefined || now === undefined) return false;
	const months = monthsOf({ ...period, years: now.year - first.year, months: now.month - first.month });
	const isSameTime = timeOf(first) === timeOf(now);
	const isCut = now.day >= shortestMonth && now.day <= first.day;
	return isSameTime && months % monthsOf(period) === 0 && (now.day === first.day || isCut);
}

const shortestMonth = 28;

function timeOf({ hour, minute, second, millis }: ReturnType<typeof wallOf>): string {
	return [hour, minute, second, millis].join(":");
}

/** A time that the clocks have skipped once stays moved (contract §4.9). */
function isReachedStepByStep({ from, to, period, zone }: Leg): boolean {
	if ((to - from) / periodMs(period) > mostSteps) return false;
	let at = from;
	while (at < to) at = addPeriod(at, period, { zone });
	return at === to;
}

const mostSteps = 2000;
