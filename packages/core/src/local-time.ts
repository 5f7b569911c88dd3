/** An instant as people in that zone say it: `Sat 2026-11-21 12:00:00 CET`. */
export function localTime(at: number, zone: string | undefined): string {
	return (zone === undefined ? systemTime(at) : undefined) ?? formattedTime(at, zone);
}

// Loading what formats times in any zone takes as long as all the rest of a short command.
function systemTime(at: number): string | undefined {
	const [, weekday, month, day, year, time, zone = ""] = told.exec(new Date(at).toString()) ?? [];
	const name = zoneNames.get(zone);
	const number = monthNumbers.get(month ?? "");
	return name === undefined || number === undefined ? undefined : `${weekday} ${year}-${number}-${day} ${time} ${name}`;
}

const told = /^(\w+) (\w+) (\d+) (\d{4}) ([\d:]+) GMT([+-]\d+ \(.+\))$/;

/** All others are looked up; so are those that had another offset once, for whose past the name is wrong. */
const zoneNames: ReadonlyMap<string, string> = new Map([
	["+0000 (Coordinated Universal Time)", "UTC"],
	["+0100 (Central European Standard Time)", "CET"],
	["+0200 (Central European Summer Time)", "CEST"],
	["+0200 (Eastern European Standard Time)", "EET"],
	["+0300 (Eastern European Summer Time)", "EEST"],
	["+0000 (Western European Standard Time)", "WET"],
	["+0100 (Western European Summer Time)", "WEST"],
]);

const monthNumbers: ReadonlyMap<string, string> = new Map(
	["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].map((name, index) => [
		name,
		String(index + 1).padStart(2, "0"),
	]),
);

const formats = new Map<string, Intl.DateTimeFormat>();

function formattedTime(at: number, zone: string | undefined): string {
	const text = formatFor(zone).format(at);
	const [, weekday, day, month, year, time, name] = written.exec(text) ?? [];
	return weekday === undefined ? text : `${weekday} ${year}-${month}-${day} ${time} ${name}`;
}

// One text is taken apart because asking for its parts takes twice as long, and lists have thousands.
const written = /^(\w+), (\d+)\/(\d+)\/(\d+), ([\d:]+) (.+)$/;

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
