/** The start of a schedule as written on the wall: an undefined offset means the server's own zone. */
export interface Start {
	readonly year: number;
	/** 1 – 12. */
	readonly month: number;
	readonly day: number;
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
	readonly millis: number;
	/** East is positive. Not whole when the offset was written with seconds. */
	readonly offsetMinutes: number | undefined;
}

type Day = Pick<Start, "year" | "month" | "day">;
type Time = Pick<Start, "hour" | "minute" | "second" | "millis">;

// What Joda's ISO date-time parser reads; one or two digits are enough, every part but the first may be left out.
const date = String.raw`([+-]?\d{1,9})(?:-(\d{1,2})(?:-(\d{1,2}))?|-(\d{1,3})|-W(\d{1,2})(?:-(\d))?)?`;
const fraction = String.raw`[.,](\d{1,9})`;
const time = String.raw`(\d{1,2})(?:${fraction}|:(\d{1,2})(?:${fraction}|:(\d{1,2})(?:${fraction})?)?)?`;
const offset = String.raw`(Z|[+-]\d\d(?::\d\d(?::\d\d(?:[.,]\d{1,3})?)?|\d\d(?:\d\d\d{0,3})?)?)`;
const grammar = new RegExp(`^(?=\\d|[+-]|T\\d)(?:${date})?(?:T(?:${time})?${offset}?)?$`, "i");
const usual = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?(?:Z|[+-]\d\d:\d\d)?$/;

const hourMs = 3_600_000;
const minuteMs = 60_000;

export function parseStart(text: string): Start | undefined {
	return parseUsual(text) ?? parseUnusual(text);
}

/** Prints as Chronos does after a launch: milliseconds always, `Z` for no offset from UTC. */
export function formatStart(start: Start): string {
	const day = `${formatYear(start.year)}-${two(start.month)}-${two(start.day)}`;
	const time = `${two(start.hour)}:${two(start.minute)}:${two(start.second)}.${three(start.millis)}`;
	return `${day}T${time}${formatOffset(start.offsetMinutes)}`;
}

// Nearly every start looks like this, and is read without a capture.
function parseUsual(text: string): Start | undefined {
	if (!usual.test(text)) return undefined;
	const offsetAt = text[19] === "." ? 23 : 19;
	return check({
		year: numberAt(text, 0, 4),
		month: numberAt(text, 5, 2),
		day: numberAt(text, 8, 2),
		hour: numberAt(text, 11, 2),
		minute: numberAt(text, 14, 2),
		second: numberAt(text, 17, 2),
		millis: offsetAt === 23 ? numberAt(text, 20, 3) : 0,
		offsetMinutes: usualOffset(text, offsetAt),
	});
}

function usualOffset(text: string, at: number): number | undefined {
	if (at === text.length) return undefined;
	if (text[at] === "Z") return 0;
	const hours = numberAt(text, at + 1, 2);
	const minutes = numberAt(text, at + 4, 2);
	if (hours > 23 || minutes > 59) return Number.NaN;
	return text[at] === "-" ? 0 - (hours * 60 + minutes) : hours * 60 + minutes;
}

function numberAt(text: string, at: number, digits: number): number {
	let value = 0;
	for (let index = at; index < at + digits; index++) value = value * 10 + text.charCodeAt(index) - 48;
	return value;
}

function parseUnusual(text: string): Start | undefined {
	const parts = grammar.exec(text);
	if (parts === null) return undefined;
	const day = dayOf(parts);
	return day && check({ ...day, ...timeOf(parts), offsetMinutes: parseOffset(parts[13]) });
}

function dayOf([, year, month, day, ordinal, week, weekday]: RegExpExecArray): Day | undefined {
	// A time alone is a time on the first day of 1970 (contract §4.2).
	if (year === undefined) return { year: 1970, month: 1, day: 1 };
	const written = Number(year) + 0;
	if (ordinal !== undefined) return dayOfYear(written, Number(ordinal));
	if (week !== undefined) return dayOfWeek(written, Number(week), Number(weekday ?? 1));
	return { year: written, month: Number(month ?? 1), day: Number(day ?? 1) };
}

function dayOfYear(year: number, ordinal: number): Day | undefined {
	if (ordinal < 1 || ordinal > (isLeap(year) ? 366 : 365)) return undefined;
	return shifted(year, ordinal - 1);
}

function dayOfWeek(year: number, week: number, weekday: number): Day | undefined {
	if (week < 1 || week > weeksIn(year) || weekday < 1 || weekday > 7) return undefined;
	// Week 1 is the one that holds January 4th.
	return shifted(year, 4 - isoWeekday(year, 4) + (week - 1) * 7 + (weekday - 1));
}

function weeksIn(year: number): number {
	const first = isoWeekday(year, 1);
	return first === 4 || (first === 3 && isLeap(year)) ? 53 : 52;
}

function isoWeekday(year: number, dayOfJanuary: number): number {
	return new Date(Date.UTC(sameCalendar(year), 0, dayOfJanuary)).getUTCDay() || 7;
}

function shifted(year: number, daysFromJanuary1: number): Day {
	const model = sameCalendar(year);
	const date = new Date(Date.UTC(model, 0, 1 + daysFromJanuary1));
	return { year: year + date.getUTCFullYear() - model, month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** A year with the same calendar within the reach of Date: all repeats after 400 years, weekdays included. */
function sameCalendar(year: number): number {
	return 2000 + (((year % 400) + 400) % 400);
}

function isLeap(year: number): boolean {
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function timeOf(parts: RegExpExecArray): Time {
	const [, , , , , , , hour = "0", hourPart, minute = "0", minutePart, second = "0", secondPart] = parts;
	const written = { hour: Number(hour), minute: Number(minute), second: Number(second), millis: 0 };
	if (hourPart !== undefined) return { ...written, ...splitMs(fractionMs(hourPart, hourMs)) };
	if (minutePart !== undefined)
		return { ...written, ...splitMs(fractionMs(minutePart, minuteMs)), minute: written.minute };
	if (secondPart !== undefined) return { ...written, millis: fractionMs(secondPart, 1000) };
	return written;
}

function fractionMs(digits: string, unitMs: number): number {
	return Math.floor(Number(`${digits}e-${digits.length}`) * unitMs + 1e-6);
}

function splitMs(ms: number): Omit<Time, "hour"> {
	return {
		minute: Math.floor(ms / minuteMs),
		second: Math.floor((ms % minuteMs) / 1000),
		millis: ms % 1000,
	};
}

function parseOffset(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (text === "Z" || text === "z") return 0;
	const digits = text.slice(1).replaceAll(/[:.,]/g, "");
	const hours = Number(digits.slice(0, 2));
	const minutes = Number(digits.slice(2, 4));
	const seconds = Number(digits.slice(4, 6));
	if (hours > 23 || minutes > 59 || seconds > 59) return Number.NaN;
	const millis = Number(digits.slice(6).padEnd(3, "0"));
	const total = hours * 60 + minutes + (seconds * 1000 + millis) / minuteMs;
	return text.startsWith("-") ? 0 - total : total;
}

function check(start: Start): Start | undefined {
	return hasRealDay(start) && hasRealTime(start) && !Number.isNaN(start.offsetMinutes) ? start : undefined;
}

function hasRealDay({ year, month, day }: Day): boolean {
	if (year < -292_275_054 || year > 292_278_993 || month < 1 || month > 12) return false;
	return day >= 1 && day <= daysInMonth(year, month);
}

function hasRealTime({ hour, minute, second }: Time): boolean {
	return hour <= 23 && minute <= 59 && second <= 59;
}

function daysInMonth(year: number, month: number): number {
	if (month === 2) return isLeap(year) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function formatYear(year: number): string {
	return `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}`;
}

function two(value: number): string {
	return String(value).padStart(2, "0");
}

function three(value: number): string {
	return String(value).padStart(3, "0");
}

function formatOffset(offsetMinutes: number | undefined): string {
	if (offsetMinutes === undefined) return "";
	if (offsetMinutes === 0) return "Z";
	const totalMs = Math.round(Math.abs(offsetMinutes) * minuteMs);
	const { minute, second, millis } = splitMs(totalMs % hourMs);
	const seconds = second > 0 || millis > 0 ? `:${two(second)}` : "";
	const fraction = millis > 0 ? `.${three(millis)}` : "";
	return `${offsetMinutes < 0 ? "-" : "+"}${two(Math.floor(totalMs / hourMs))}:${two(minute)}${seconds}${fraction}`;
}
