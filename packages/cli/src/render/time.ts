const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant as people in that zone say it: `Sat 2026-11-21 12:00:00 CET`. */
export function localTime(at: number, zone: string | undefined): string {
	const part = new Map(
		formatFor(zone)
			.formatToParts(at)
			.map(({ type, value }) => [type, value]),
	);
	const day = `${part.get("weekday")} ${part.get("year")}-${part.get("month")}-${part.get("day")}`;
	return `${day} ${part.get("hour")}:${part.get("minute")}:${part.get("second")} ${part.get("timeZoneName")}`;
}

/** An instant in UTC, without the milliseconds when there are none. */
export function utcTime(at: number): string {
	return new Date(at).toISOString().replace(".000Z", "Z");
}

function formatFor(zone: string | undefined): Intl.DateTimeFormat {
	const known = formats.get(zone ?? "");
	if (known !== undefined) return known;
	const made = new Intl.DateTimeFormat("en-GB", {
		...(zone !== undefined && { timeZone: zone }),
		weekday: "short",
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
		hour: "2-digit",
		minute: "2-digit",
		second: "2-digit",
		timeZoneName: "short",
		hourCycle: "h23",
	});
	formats.set(zone ?? "", made);
	return made;
}
