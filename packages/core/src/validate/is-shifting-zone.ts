import { resolveZone } from "../schedule/zone.ts";

/** Whether a time written in UTC and read in this zone becomes another; an unknown zone is UTC (contract §4.3). */
export function isShiftingZone(zone: string): boolean {
	if (zone === "") return false;
	const resolved = resolveZone(zone);
	return (resolved.kind === "zone" || resolved.kind === "fixed") && resolved.id !== "UTC";
}
