import { localMsOf, wallOf } from "../../schedule/calendar.ts";
import { resolveZone, type Zone } from "../../schedule/zone.ts";
import { isRepeated } from "../is-repeated.ts";
import { findRunInGap } from "../run-in-gap.ts";
import type { Rule } from "../rule.ts";
import { gapsIn, type ZoneGap } from "../zone-gaps.ts";

export const scheduleDstGap: Rule = {
	code: "schedule.dst-gap",
	severity: "warning",
	about: "A run falls into the hour that daylight saving time skips.",
	*check(jobs, { now }) {
		const gapsOf = rememberGaps();
		for (const [job, { draft, schedule }] of jobs.entries()) {
			const { scheduleTimeZone = "" } = draft;
			// Clocks jump at night, everywhere between midnight and four.
			if (scheduleTimeZone === "" || schedule?.start === undefined || schedule.start.hour > 3) continue;
			const zone = resolveZone(scheduleTimeZone);
			if (zone.kind !== "zone") continue;
			const startMs = localMsOf(schedule.start);
			const run = findRunInGap(schedule, { startMs, now, gapsOf: (year) => gapsOf(year, zone) });
			if (run === undefined) continue;
			const { localMs, gap } = run;
			const later = isRepeated(schedule) ? ", and so do all later ones" : "";
			yield {
				job,
				path: ["schedule"],
				message: `${clockOf(localMs)} does not exist in ${zone.id} on ${dayOf(localMs)}: that run moves to ${clockOf(localMs + gap.end - gap.start)}${later}`,
				hint: `Choose a time before ${clockOf(gap.start)} or from ${clockOf(gap.end)} on.`,
			};
		}
	},
};

function rememberGaps(): (year: number, zone: Zone) => readonly ZoneGap[] {
	const known = new Map<string, readonly ZoneGap[]>();
	return (year, zone) => {
		const key = `${zone.id} ${year}`;
		const gaps = known.get(key) ?? gapsIn(year, zone);
		known.set(key, gaps);
		return gaps;
	};
}

function clockOf(localMs: number): string {
	const { hour, minute } = wallOf(localMs);
	return `${two(hour)}:${two(minute)}`;
}

function dayOf(localMs: number): string {
	const { year, month, day } = wallOf(localMs);
	return `${year}-${two(month)}-${two(day)}`;
}

function two(part: number): string {
	return String(part).padStart(2, "0");
}
