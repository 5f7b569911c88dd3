/** What stays of a schedule once a run of it was launched (contract §4.5); `R0` turns into `R` where nobody clamps it. */
export function launchSchedule(
	schedule: string,
	{ now, isClamped }: { readonly now: number; readonly isClamped: boolean },
): string {
	const parts = parseParts(schedule);
	if (parts === undefined) return schedule;
	const start = parts.start === "" ? now - 1000 : Date.parse(parts.start);
	const left = parts.count === undefined ? undefined : parts.count - 1;
	return `R${countText(left, isClamped)}/${new Date(nextAfter(start, now, parts.period)).toISOString()}/${parts.period}`;
}

/** Whether the loop starts it (contract §4.4). */
export function isScheduleDue(schedule: string, now: number): boolean {
	const parts = parseParts(schedule);
	if (parts === undefined || parts.count === 0) return false;
	return parts.start === "" || Date.parse(parts.start) < now;
}

export function isExhausted(schedule: unknown): boolean {
	return parseParts(String(schedule))?.count === 0;
}

/** Just what the server refuses of itself. */
export function isSchedule(schedule: string): boolean {
	const parts = parseParts(schedule);
	return parts !== undefined && (parts.start === "" || !Number.isNaN(Date.parse(parts.start)));
}

function parseParts(
	schedule: string,
): { readonly count: number | undefined; readonly start: string; readonly period: string } | undefined {
	const [, count = "", start = "", period = ""] = /^R(\d*)\/(.*)\/(P.*)$/.exec(schedule) ?? [];
	return period === "" ? undefined : { count: count === "" ? undefined : Number(count), start, period };
}

function countText(count: number | undefined, isClamped: boolean): string {
	if (count === undefined) return "";
	if (count >= 0) return String(count);
	return isClamped ? "0" : "";
}

function nextAfter(start: number, now: number, period: string): number {
	const { months, ms } = periodOf(period);
	if (start >= now || (months === 0 && ms === 0)) return start;
	if (months === 0) return start + (Math.floor((now - start) / ms) + 1) * ms;
	let steps = 0;
	while (addMonths(start, months * steps) <= now) steps++;
	return addMonths(start, months * steps) + ms;
}

function periodOf(period: string): { readonly months: number; readonly ms: number } {
	const [, years, months, weeks, days, hours, minutes, seconds] =
		/^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(period) ?? [];
	const of = (found: string | undefined) => Number(found ?? 0);
	const hoursInAll = (of(weeks) * 7 + of(days)) * 24 + of(hours);
	return { months: of(years) * 12 + of(months), ms: ((hoursInAll * 60 + of(minutes)) * 60 + of(seconds)) * 1000 };
}

function addMonths(time: number, months: number): number {
	const date = new Date(time);
	date.setUTCMonth(date.getUTCMonth() + months);
	return date.getTime();
}
