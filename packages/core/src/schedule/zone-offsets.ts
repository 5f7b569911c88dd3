const day = 86_400_000;
// Outside these years a formatted date has no four-digit year, and the rules no longer change.
const earliest = Date.UTC(1000, 0, 1) + day;
const latest = Date.UTC(9999, 11, 31) - day;

const shape: Intl.DateTimeFormatOptions = {
	hourCycle: "h23",
	year: "numeric",
	month: "2-digit",
	day: "2-digit",
	hour: "2-digit",
	minute: "2-digit",
	second: "2-digit",
};

const known = new Map<string, (instant: number) => number>();

/** The offsets of a named zone, from the zone data of this runtime. Throws for a name that it does not have. */
export function zoneOffsets(id: string): (instant: number) => number {
	const found = known.get(id);
	if (found !== undefined) return found;
	const offsetMsAt = offsetsOf(new Intl.DateTimeFormat("en-US", { ...shape, timeZone: id }));
	known.set(id, offsetMsAt);
	return offsetMsAt;
}

function offsetsOf(format: Intl.DateTimeFormat): (instant: number) => number {
	return (instant) => {
		const seconds = Math.floor(Math.min(Math.max(instant, earliest), latest) / 1000);
		return readLocalMs(format.format(seconds * 1000)) - seconds * 1000;
	};
}

/** Reads `06/15/2025, 12:34:56`. */
function readLocalMs(text: string): number {
	return Date.UTC(
		Number(text.slice(6, 10)),
		Number(text.slice(0, 2)) - 1,
		Number(text.slice(3, 5)),
		Number(text.slice(12, 14)),
		Number(text.slice(15, 17)),
		Number(text.slice(18, 20)),
	);
}
