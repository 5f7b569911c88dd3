/** An instant as people in that zone say it: `Sat 2026-11-21 12:00:00 CET`. */
export function formatInstant(at: number, zone: string | undefined): string {
	const text = formatFor(zone, "instant").format(at);
	const [, weekday, day, month, year, time, name] = written.exec(text) ?? [];
	return weekday === undefined ? text : `${weekday} ${year}-${month}-${day} ${time} ${name}`;
}

/** Only the time of the day: `12:00:00`. */
export function formatTime(at: number, zone: string | undefined): string {
	return formatFor(zone, "time").format(at);
}

const written = /^(\w+), (\d+)\/(\d+)\/(\d+), ([\d:]+) (.+)$/;

type Shape = "instant" | "time";

const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
const shapes: Readonly<Record<Shape, Intl.DateTimeFormatOptions>> = {
	instant: { ...clock, weekday: "short", year: "numeric", month: "2-digit", day: "2-digit", timeZoneName: "short" },
	time: clock,
};

// Making one takes longer than all that it will ever format.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string | undefined, shape: Shape): Intl.DateTimeFormat {
	const key = `${shape} ${zone ?? ""}`;
	const known = formats.get(key);
	if (known !== undefined) return known;
	const made = new Intl.DateTimeFormat("en-GB", { ...shapes[shape], ...(zone !== undefined && { timeZone: zone }) });
	formats.set(key, made);
	return made;
}
