import { periodMs } from "../../schedule/period.ts";
import { isRepeated } from "../is-repeated.ts";
import { eachJob, type Rule } from "../rule.ts";

export const scheduleNegativePeriod: Rule = {
	code: "schedule.negative-period",
	severity: "error",
	about: "The period of a schedule is negative.",
	check: eachJob(function* ({ schedule }) {
		// A single run does not use its period, but a retry makes the schedule endless (contract §4.7).
		if (schedule === undefined || schedule.repeat === 0 || periodMs(schedule.period) >= 0) return;
		yield {
			path: ["schedule"],
			message: isRepeated(schedule)
				? "the period is negative, so the next run always lies in the past and starts at once"
				: "the period is negative, so after a retry or a start by hand every run lies in the past and starts at once",
			hint: "Remove the minus sign.",
		};
	}),
};
