/** Only the time of the day: `12:00:00`. */
export function formatTime(at: number, zone: string | undefined): string {
	return formatFor(zone).format(at);
}

// Making one takes longer than all that it will ever format.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string | undefined): Intl.DateTimeFormat {
	const known = formats.get(zone ?? "");
	if (known !== undefined) return known;
	const made = new Intl.DateTimeFormat("en-GB", { ...shape, ...(zone !== undefined && { timeZone: zone }) });
	formats.set(zone ?? "", made);
	return made;
}

const shape = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
