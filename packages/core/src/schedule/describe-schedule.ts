import { type Duration, formatDuration, formatStart, type Schedule, type Start } from "@chronos-job/schemas";
import { localMsOf, weekdayOf } from "./calendar.ts";
import { periodMs } from "./period.ts";
import { zoneOfStart } from "./start-instant.ts";

/** A schedule in plain words, on the clocks that it follows. */
export function describeSchedule(schedule: Schedule, zone?: string): string {
	const { repeat, start, period } = schedule;
	if (repeat === 0) return "never by itself";
	if (repeat === 1) return start === undefined ? "once, now" : `once, on ${dateIn(start)} at ${clock(start, zone)}`;
	const pace = describePace(schedule);
	if (start === undefined) return counted(repeat, `${pace}, starting now`);
	if (repeat === "forever" && periodMs(period) > 0 && keepsClock(period)) {
		return `${pace} at ${clock(start, zone)}, starting ${dateIn(start)}`;
	}
	return counted(repeat, `${pace} from ${dateIn(start)} ${clock(start, zone)}`);
}

function counted(repeat: Schedule["repeat"], text: string): string {
	return repeat === "forever" ? text : `${repeat} times, ${text}`;
}

function describePace({ period, start }: Schedule): string {
	const lengthMs = periodMs(period);
	if (lengthMs === 0) return "again and again without a pause";
	if (lengthMs < 0) return `backwards by ${formatDuration(period)}`;
	const parts = partsOf(period);
	const [only] = parts;
	if (only === undefined || parts.length > 1)
		return `every ${joined(parts.map(([count, unit]) => amount(count, unit)))}`;
	const [count, unit] = only;
	return `every ${count === 1 ? unit : amount(count, unit)}${start === undefined ? "" : dayWithin(unit, start)}`;
}

function partsOf(period: Duration): readonly (readonly [count: number, unit: string])[] {
	const seconds = period.seconds + period.millis / 1000;
	const all = [
		[period.years, "year"],
		[period.months, "month"],
		[period.weeks, "week"],
		[period.days, "day"],
		[period.hours, "hour"],
		[period.minutes, "minute"],
		[seconds, "second"],
	] as const;
	return all.filter(([count]) => count !== 0);
}

function amount(count: number, unit: string): string {
	return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function joined(parts: readonly string[]): string {
	return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function dayWithin(unit: string, start: Start): string {
	if (unit === "week") return ` on ${weekdays[weekdayOf(localMsOf(start))]}`;
	if (unit === "month") return ` on day ${start.day}`;
	return unit === "year" ? ` on ${start.day} ${months[start.month - 1]}` : "";
}

/** Whether every run is at the same time of the day. */
function keepsClock({ hours, minutes, seconds, millis }: Duration): boolean {
	return hours === 0 && minutes === 0 && seconds === 0 && millis === 0;
}

function dateIn(start: Start): string {
	return formatStart(start).split("T", 1).join("");
}

function clock(start: Start, zone: string | undefined): string {
	const [, time = ""] = formatStart(start).split("T");
	const exact = time.slice(0, 12);
	const shortest = exact.replace(/\.000$/, "").replace(/^(\d\d:\d\d):00$/, "$1");
	return `${shortest} ${place(start, zone)}`;
}

function place(start: Start, zone: string | undefined): string {
	if (zone !== undefined && zone !== "") return zone;
	return start.offsetMinutes === undefined ? "(in the server's own zone)" : zoneOfStart(start, {}).id;
}

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = [
	"January",
	"February",
	"March",
	"April",
	"May",
	"June",
	"July",
	"August",
	"September",
	"October",
	"November",
	"December",
];
