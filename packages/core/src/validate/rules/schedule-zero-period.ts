import { periodMs } from "../../schedule/period.ts";
import { isRepeated } from "../is-repeated.ts";
import { eachJob, type Rule } from "../rule.ts";

export const scheduleZeroPeriod: Rule = {
	code: "schedule.zero-period",
	severity: "error",
	about: "The period of a schedule has no length.",
	check: eachJob(function* ({ schedule }) {
		// A single run does not use its period, but a retry makes the schedule endless (contract §4.7).
		if (schedule === undefined || schedule.repeat === 0 || periodMs(schedule.period) !== 0) return;
		yield {
			path: ["schedule"],
			message: isRepeated(schedule)
				? "the period has no length, so the job would start again and again without a pause"
				: "the period has no length, so a retry or a start by hand makes the job start again and again without a pause",
			hint: 'Give the period a length, such as "PT1H" or "P1D".',
		};
	}),
};
