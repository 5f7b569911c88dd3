import type { Start } from "@chronos-job/schemas";

/** A reading of a wall clock, wherever it hangs. */
export type Wall = Omit<Start, "offsetMinutes">;

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** A wall clock reading as milliseconds, as if it hung in UTC. */
export function localMsOf(wall: Wall): number {
	const time = wall.hour * hourMs + wall.minute * minuteMs + wall.second * secondMs + wall.millis;
	return daysSinceEpoch(wall) * dayMs + time;
}

export function wallOf(localMs: number): Wall {
	const days = Math.floor(localMs / dayMs);
	const ms = localMs - days * dayMs;
	return {
		...dateOf(days),
		hour: Math.floor(ms / hourMs),
		minute: Math.floor(ms / minuteMs) % 60,
		second: Math.floor(ms / secondMs) % 60,
		millis: Math.floor(ms) % 1000,
	};
}

/** Adds months on the calendar, with the day cut to the month's length. */
export function addMonths(localMs: number, months: number): number {
	const wall = wallOf(localMs);
	const total = wall.year * 12 + (wall.month - 1) + months;
	const year = Math.floor(total / 12);
	const month = total - year * 12 + 1;
	return localMsOf({ ...wall, year, month, day: Math.min(wall.day, daysInMonth(year, month)) });
}

export function daysInMonth(year: number, month: number): number {
	if (month === 2) return isLeapYear(year) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** 0 is Sunday. */
export function weekdayOf(localMs: number): number {
	const days = Math.floor(localMs / dayMs) + 4;
	return days - Math.floor(days / 7) * 7;
}

function isLeapYear(year: number): boolean {
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

// Years begin in March here, so that the leap day is the last of its year; Date ends 17 000 years before Joda's calendar.
function daysSinceEpoch({ year, month, day }: Wall): number {
	const marchYear = month > 2 ? year : year - 1;
	const era = Math.floor(marchYear / 400);
	const yearOfEra = marchYear - era * 400;
	const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * daysPerEra + dayOfEra - marchToEpoch;
}

const daysPerEra = 146_097;
/** Days from March 1st of the year 0 to 1970. */
const marchToEpoch = 719_468;

function dateOf(daysSinceEpoch: number): Pick<Wall, "year" | "month" | "day"> {
	const days = daysSinceEpoch + marchToEpoch;
	const era = Math.floor(days / daysPerEra);
	const dayOfEra = days - era * daysPerEra;
	const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
	const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
	const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
	return {
		year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
		month,
		day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
	};
}
