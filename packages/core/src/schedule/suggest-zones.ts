import { editDistance } from "../closest.ts";
import { legacyZones } from "./legacy-zones.ts";
import { serverZoneNames } from "./zone-names.ts";
import { zoneOfPlace } from "./zone-places.ts";

/** Names that a server knows and that were probably meant, the likeliest first. */
export function suggestZones(text: string): readonly string[] {
	const wanted = text.trim().replaceAll(/\s+/g, "_");
	if (wanted === "") return [];
	if (offset.test(wanted)) return offsetNames(wanted);
	const letters = wanted.toUpperCase();
	const legacy = legacyZones.get(letters);
	const abbreviation = abbreviations.get(letters) ?? (legacy === undefined ? undefined : [legacy]);
	if (abbreviation !== undefined) return abbreviation;
	const same = namesLike(wanted);
	if (same.length > 0) return same;
	const place = zoneOfPlace(cityOf(wanted));
	return place === undefined ? closeNames(wanted) : [place];
}

// What people write for summer time and other clocks that Java has no id for.
const abbreviations: ReadonlyMap<string, readonly string[]> = new Map([
	["AEST", ["Australia/Sydney", "Australia/Brisbane"]],
	["AEDT", ["Australia/Sydney"]],
	["AKDT", ["America/Anchorage"]],
	["BST", ["Europe/London"]],
	["BRT", ["America/Sao_Paulo"]],
	["CDT", ["America/Chicago"]],
	["CEST", ["Europe/Rome", "CET"]],
	["EDT", ["America/New_York"]],
	["EEST", ["Europe/Athens", "EET"]],
	["HKT", ["Asia/Hong_Kong"]],
	["KST", ["Asia/Seoul"]],
	["MDT", ["America/Denver"]],
	["MESZ", ["Europe/Berlin", "CET"]],
	["MEZ", ["Europe/Berlin", "CET"]],
	["MSK", ["Europe/Moscow"]],
	["NZDT", ["Pacific/Auckland"]],
	["NZST", ["Pacific/Auckland"]],
	["PDT", ["America/Los_Angeles"]],
	["SGT", ["Asia/Singapore"]],
	["WEST", ["Europe/Lisbon", "WET"]],
	["Z", ["UTC"]],
]);

const offset = /^(?:UTC|GMT|UT|Z)?([+-])(\d{1,2})(?::?(\d\d))?$/i;

/** Not the names of Etc, which count westwards: GMT+02:00 is Etc/GMT-2. */
function offsetNames(text: string): readonly string[] {
	const [, sign = "", hours = "", minutes = "00"] = offset.exec(text) ?? [];
	const name = offsetName(sign, Number(hours), minutes);
	return name === "" ? [] : [name];
}

function offsetName(sign: string, hours: number, minutes: string): string {
	if (hours + Number(minutes) === 0) return "UTC";
	return hours > 14 || Number(minutes) > 59 ? "" : `GMT${sign}${String(hours).padStart(2, "0")}:${minutes}`;
}

function namesLike(wanted: string): readonly string[] {
	const lower = wanted.toLowerCase();
	const names = [...serverZoneNames()];
	const exact = names.filter((name) => name.toLowerCase() === lower);
	if (exact.length > 0) return exact;
	const city = cityOf(lower);
	return names.filter((name) => cityOf(name.toLowerCase()) === city).slice(0, most);
}

/** Names whose city is spelt nearly so, in the same region where one is given; short words are near to anything. */
function closeNames(wanted: string): readonly string[] {
	const lower = wanted.toLowerCase();
	const [city, region] = [cityOf(lower), regionOf(lower)];
	if (city.length < shortestTypo) return [];
	let limit = Math.max(1, Math.floor(city.length / 5));
	let nearest: readonly string[] = [];
	for (const name of serverZoneNames()) {
		const candidate = name.toLowerCase();
		if (region !== "" && editDistance(region, regionOf(candidate), 2) > 1) continue;
		const far = editDistance(city, cityOf(candidate), limit + 1);
		if (far > limit) continue;
		nearest = far < limit ? [name] : [...nearest, name];
		limit = far;
	}
	return nearest.slice(0, most);
}

const shortestTypo = 5;
const most = 3;

function cityOf(name: string): string {
	return name.slice(name.lastIndexOf("/") + 1);
}

function regionOf(name: string): string {
	return name.slice(0, Math.max(0, name.lastIndexOf("/")));
}
