import type { Start } from "@chronos-job/schemas";
import { localMsOf, minuteMs } from "../../schedule/calendar.ts";
import { instantOf } from "../../schedule/start-instant.ts";
import { resolveZone } from "../../schedule/zone.ts";
import { eachJob, type Rule } from "../rule.ts";

export const scheduleZoneAndOffset: Rule = {
	code: "schedule.zone-and-offset",
	severity: "warning",
	about: "The offset of the start contradicts the time zone, which wins.",
	check: eachJob(function* ({ draft, schedule }) {
		const { schedule: text = "", scheduleTimeZone: zone = "" } = draft;
		if (zone === "" || schedule?.start === undefined || !isContradicted(schedule.start, zone)) return;
		const offset = /(?:Z|[+-][\d:.,]+)$/i.exec(startTextOf(text))?.[0] ?? "";
		yield {
			path: ["schedule"],
			message: `the start is ${clockOf(schedule.start)} in ${zone}, and its offset "${offset}" is thrown away`,
			hint: `Remove "${offset}", or remove "scheduleTimeZone".`,
		};
	}),
};

function isContradicted(start: Start, zone: string): boolean {
	if (start.offsetMinutes === undefined) return false;
	const { kind } = resolveZone(zone);
	if (kind === "unknown" || kind === "newer") return false;
	return instantOf(start, { zone }) !== localMsOf(start) - start.offsetMinutes * minuteMs;
}

function startTextOf(schedule: string): string {
	return schedule.slice(schedule.indexOf("/") + 1, schedule.lastIndexOf("/"));
}

function clockOf({ hour, minute }: Start): string {
	return [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
}
