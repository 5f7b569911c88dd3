import { legacyZones } from "./legacy-zones.ts";
import { suggestZones } from "./suggest-zones.ts";
import { zoneOffsets } from "./zone-offsets.ts";
import { hasOutdatedRules, serverZoneNames } from "./zone-names.ts";

/** Wall clocks somewhere: `offsetMsAt` is what to add to UTC at an instant. */
export interface Zone {
	readonly id: string;
	offsetMsAt(instant: number): number;
}

/** What a Chronos server makes of a `scheduleTimeZone` (contract §4.3). */
export type ZoneResolution =
	/** `id` is the IANA name that is meant; it differs from the text for ids such as EST. */
	| (Zone & { readonly kind: "zone"; readonly outdated: boolean })
	| (Zone & { readonly kind: "fixed" })
	/** The server takes it for UTC without a word. */
	| { readonly kind: "unknown"; readonly suggestions: readonly string[] }
	/** Younger than the server's zone data: the schedule becomes unparsable. */
	| { readonly kind: "newer"; readonly suggestions: readonly string[] };

export const utc: Zone = { id: "UTC", offsetMsAt: () => 0 };

export function resolveZone(text: string): ZoneResolution {
	const fixed = fixedZone(text);
	if (fixed !== undefined) return { kind: "fixed", ...fixed };
	// The three-letter ids are looked up first, so that EST has daylight saving (contract §4.3).
	const id = legacyZones.get(text) ?? text;
	if (serverZoneNames().has(id)) {
		return { kind: "zone", id, offsetMsAt: zoneOffsets(id), outdated: hasOutdatedRules(id) };
	}
	const older = youngIds.get(text);
	if (older !== undefined) return { kind: "newer", suggestions: older };
	return { kind: "unknown", suggestions: suggestZones(text) };
}

/** The clocks that a schedule follows; the unknown zones are UTC, the young ones are taken as meant. */
export function zoneOf(text: string): Zone {
	const resolution = resolveZone(text);
	if (resolution.kind === "unknown") return utc;
	return resolution.kind === "newer" ? youngZone(text) : resolution;
}

export function fixedOffsetZone(offsetMs: number): Zone {
	return offsetMs === 0 ? utc : { id: formatOffset(offsetMs), offsetMsAt: () => offsetMs };
}

const zeroIds: ReadonlySet<string> = new Set(
	"UTC UCT GMT GMT0 GMT+0 GMT-0 Greenwich Universal Zulu Etc/GMT Etc/GMT+0 Etc/GMT-0 Etc/GMT0 Etc/Greenwich Etc/UCT Etc/UTC Etc/Universal Etc/Zulu".split(
		" ",
	),
);

function fixedZone(text: string): Zone | undefined {
	if (zeroIds.has(text)) return utc;
	const parts = /^GMT([+-])(\d{1,2})(?::?([0-5]\d))?$/.exec(text);
	const hours = Number(parts?.[2]);
	if (parts === null || hours > 23) return undefined;
	const offsetMs = (hours * 60 + Number(parts[3] ?? 0)) * 60_000;
	return fixedOffsetZone(parts[1] === "-" ? 0 - offsetMs : offsetMs);
}

function youngZone(text: string): Zone {
	try {
		return { id: text, offsetMsAt: zoneOffsets(text) };
	} catch {
		return utc;
	}
}

function formatOffset(offsetMs: number): string {
	const minutes = Math.round(Math.abs(offsetMs) / 60_000);
	const hours = String(Math.floor(minutes / 60)).padStart(2, "0");
	return `${offsetMs < 0 ? "-" : "+"}${hours}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Known to the server's Java but not to its Joda, with a name of today's same clocks that both know. */
const youngIds: ReadonlyMap<string, readonly string[]> = new Map([
	["America/Ciudad_Juarez", ["America/Denver"]],
	["America/Coyhaique", ["Etc/GMT+3"]],
	["America/Nuuk", ["America/Godthab"]],
	["America/Punta_Arenas", ["Etc/GMT+3"]],
	["Asia/Atyrau", ["Etc/GMT-5"]],
	["Asia/Qostanay", ["Etc/GMT-5"]],
	["Europe/Kyiv", ["Europe/Kiev"]],
	["Europe/Saratov", ["Etc/GMT-4"]],
	["Pacific/Kanton", ["Pacific/Enderbury"]],
	["SystemV/AST4", ["Etc/GMT+4"]],
	["SystemV/AST4ADT", ["America/Halifax"]],
	["SystemV/CST6", ["Etc/GMT+6"]],
	["SystemV/CST6CDT", ["CST6CDT"]],
	["SystemV/EST5", ["Etc/GMT+5"]],
	["SystemV/EST5EDT", ["EST5EDT"]],
	["SystemV/HST10", ["Etc/GMT+10"]],
	["SystemV/MST7", ["Etc/GMT+7"]],
	["SystemV/MST7MDT", ["MST7MDT"]],
	["SystemV/PST8", ["Etc/GMT+8"]],
	["SystemV/PST8PDT", ["PST8PDT"]],
	["SystemV/YST9", ["Etc/GMT+9"]],
	["SystemV/YST9YDT", ["America/Anchorage"]],
]);
