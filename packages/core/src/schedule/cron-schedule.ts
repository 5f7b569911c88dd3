import { type Duration, formatSchedule, parseDuration } from "@chronos-job/schemas";
import { addMonths, dayMs, hourMs, minuteMs, wallOf, weekdayOf } from "./calendar.ts";

type CronField = "minute" | "hour" | "day" | "month" | "weekday";
type CronTime = Readonly<Record<CronField, string>>;

interface Pace {
	readonly period: string;
	/** The first time that fits, at or after the given one. */
	firstFrom(now: number): number;
}

/** The schedule of a cron expression that is due at equal distances, from its next time (in UTC) on. */
export function scheduleOfCron(text: string, now: number): string | undefined {
	const pace = paceOf(readCron(text));
	const period = pace && parseDuration(pace.period);
	return pace && period && formatFrom(pace.firstFrom(now + 1), period);
}

const named: ReadonlyMap<string, string> = new Map([
	["@hourly", "0 * * * *"],
	["@daily", "0 0 * * *"],
	["@midnight", "0 0 * * *"],
	["@weekly", "0 0 * * 0"],
	["@monthly", "0 0 1 * *"],
	["@yearly", "0 0 1 1 *"],
	["@annually", "0 0 1 1 *"],
]);

/** Five fields, or the six of Quartz with its seconds in front and its Sunday 1. */
function readCron(text: string): CronTime {
	const fields = (named.get(text.toLowerCase()) ?? text).split(/\s+/);
	const isQuartz = fields.length === 6 && text.includes("?") && fields[0] === "0";
	const cron = cronTimeOf((isQuartz ? fields.slice(1) : fields).map((field) => (field === "?" ? "*" : field)));
	return isQuartz ? { ...cron, weekday: dayOfQuartz(cron.weekday) } : cron;
}

/** What is left out fits nothing. */
function cronTimeOf([minute = "", hour = "", day = "", month = "", weekday = ""]: readonly string[]): CronTime {
	return { minute, hour, day, month, weekday };
}

function dayOfQuartz(weekday: string): string {
	return /^[1-7]$/.test(weekday) ? String(Number(weekday) - 1) : weekday;
}

function paceOf(cron: CronTime): Pace | undefined {
	const { day, month, weekday } = cron;
	if (day === "*" && month === "*") return weekday === "*" ? withinDay(cron) : weekly(weekday, timeOf(cron));
	return weekday === "*" ? onDayOfMonth(day, month, timeOf(cron)) : undefined;
}

/** Due every day alike. */
function withinDay({ minute, hour }: CronTime): Pace | undefined {
	if (hour === "*") return everyMinutes(minute);
	const minutes = numberIn(minute, 0, 59);
	if (minutes === undefined) return undefined;
	if (hour.startsWith("*/")) return everyHours(hour, minutes);
	const timeMs = timeOf({ minute, hour });
	return timeMs === undefined ? undefined : steady("P1D", dayMs, timeMs);
}

function timeOf({ minute, hour }: Pick<CronTime, "minute" | "hour">): number | undefined {
	const [minutes, hours] = [numberIn(minute, 0, 59), numberIn(hour, 0, 23)];
	return minutes === undefined || hours === undefined ? undefined : hours * hourMs + minutes * minuteMs;
}

/** A star, a step that divides the hour, or one minute of it. */
function everyMinutes(minute: string): Pace | undefined {
	const at = numberIn(minute, 0, 59);
	if (at !== undefined) return steady("PT1H", hourMs, at * minuteMs);
	const step = stepOf(minute, 60);
	return step === undefined ? undefined : steady(`PT${step}M`, step * minuteMs, 0);
}

function everyHours(hour: string, minutes: number): Pace | undefined {
	const step = stepOf(hour, 24);
	return step === undefined ? undefined : steady(`PT${step}H`, step * hourMs, minutes * minuteMs);
}

function stepOf(field: string, whole: number): number | undefined {
	const step = field === "*" ? 1 : Number(/^\*\/(\d\d?)$/.exec(field)?.[1]);
	return step > 0 && whole % step === 0 ? step : undefined;
}

const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

function weekly(field: string, timeMs: number | undefined): Pace | undefined {
	const index = weekdays.indexOf(field.toUpperCase());
	const weekday = index < 0 ? numberIn(field, 0, 7) : index;
	if (weekday === undefined || timeMs === undefined) return undefined;
	// The epoch was a Thursday.
	return steady("P1W", 7 * dayMs, ((weekday + 7 - weekdayOf(0)) % 7) * dayMs + timeMs);
}

/** Not beyond the 28th, which not every month has. */
function onDayOfMonth(dayField: string, monthField: string, timeMs: number | undefined): Pace | undefined {
	const day = numberIn(dayField, 1, 28);
	const month = monthField === "*" ? "*" : numberIn(monthField, 1, 12);
	if (day === undefined || month === undefined || timeMs === undefined) return undefined;
	const isYearly = month !== "*";
	return {
		period: isYearly ? "P1Y" : "P1M",
		firstFrom(now) {
			const { year, month: current } = wallOf(now);
			const first = Date.UTC(year, (isYearly ? month : current) - 1, day) + timeMs;
			return first >= now ? first : addMonths(first, isYearly ? 12 : 1);
		},
	};
}

function steady(period: string, everyMs: number, offsetMs: number): Pace {
	return { period, firstFrom: (now) => Math.ceil((now - offsetMs) / everyMs) * everyMs + offsetMs };
}

function numberIn(field: string, from: number, to: number): number | undefined {
	const number = /^\d\d?$/.test(field) ? Number(field) : Number.NaN;
	return number >= from && number <= to ? number : undefined;
}

function formatFrom(first: number, period: Duration): string {
	return formatSchedule({ repeat: "forever", start: { ...wallOf(first), offsetMinutes: 0 }, period });
}
