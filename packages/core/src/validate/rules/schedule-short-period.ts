import { minuteMs, secondMs } from "../../schedule/calendar.ts";
import { periodMs } from "../../schedule/period.ts";
import { isRepeated } from "../is-repeated.ts";
import { eachJob, type Rule } from "../rule.ts";

export const scheduleShortPeriod: Rule = {
	code: "schedule.short-period",
	severity: "warning",
	about: "The job is due more often than once a minute.",
	check: eachJob(function* ({ schedule }) {
		if (schedule === undefined || !isRepeated(schedule)) return;
		const everyMs = periodMs(schedule.period);
		// Shorter ones break the server, and schedule.sub-second says so.
		if (everyMs < secondMs || everyMs >= minuteMs) return;
		yield {
			path: ["schedule"],
			message: `a run every ${everyMs / secondMs} s is about as often as Mesos can start one`,
			hint: "Use a period of at least PT1M, or repeat inside the command.",
		};
	}),
};
