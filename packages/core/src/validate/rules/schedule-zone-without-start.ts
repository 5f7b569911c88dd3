import { isRepeated } from "../is-repeated.ts";
import { isShiftingZone } from "../is-shifting-zone.ts";
import { eachJob, type Rule } from "../rule.ts";

export const scheduleZoneWithoutStart: Rule = {
	code: "schedule.zone-without-start",
	severity: "warning",
	about: "A time zone without a start moves the second run.",
	check: eachJob(function* ({ draft: { scheduleTimeZone = "" }, schedule }) {
		if (scheduleTimeZone === "" || schedule === undefined) return;
		if (schedule.start !== undefined || !isRepeated(schedule)) return;
		if (!isShiftingZone(scheduleTimeZone)) return;
		yield {
			path: ["schedule"],
			message: `without a start the second run is off by the difference between UTC and ${scheduleTimeZone}`,
			hint: 'Give the time of the first run, as in "R/2030-01-01T09:00:00/P1D".',
		};
	}),
};
