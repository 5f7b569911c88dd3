import { formatDuration } from "@chronos-job/schemas";
import { secondMs } from "../../schedule/calendar.ts";
import { periodMs } from "../../schedule/period.ts";
import { isShiftingZone } from "../is-shifting-zone.ts";
import { eachJob, type Rule } from "../rule.ts";

export const scheduleEndlessNow: Rule = {
	code: "schedule.endless-now",
	severity: "warning",
	about: "The job runs at once whenever its file is sent, and for ever.",
	check: eachJob(function* ({ draft, schedule }) {
		if (schedule === undefined || schedule.repeat !== "forever" || schedule.start !== undefined) return;
		// What breaks the server has errors of its own.
		if (periodMs(schedule.period) < secondMs) return;
		// With most zones, schedule.zone-without-start has more to say about the same place.
		if (isShiftingZone(draft.scheduleTimeZone ?? "")) return;
		const period = formatDuration(schedule.period);
		yield {
			path: ["schedule"],
			message: `"R//${period}" runs at once, every time it is sent, and then every ${period} for ever`,
			hint: `Write "R1//${period}" for a single run, or give the first run's time as in "R/2030-01-01T00:00:00Z/${period}".`,
		};
	}),
};
