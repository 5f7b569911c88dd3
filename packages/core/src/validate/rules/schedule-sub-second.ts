import { periodMs } from "../../schedule/period.ts";
import { eachJob, type Rule } from "../rule.ts";

export const scheduleSubSecond: Rule = {
	code: "schedule.sub-second",
	severity: "error",
	about: "The period is shorter than a second, which stops the server.",
	check: eachJob(function* ({ schedule }) {
		const lengthMs = schedule === undefined ? 0 : periodMs(schedule.period);
		if (lengthMs <= 0 || lengthMs >= 1000) return;
		yield {
			path: ["schedule"],
			// It divides by the period's whole seconds at each launch, even the only one (contract §4.11).
			message: `the period is ${lengthMs} ms, and Chronos breaks on one shorter than a second at the first launch`,
			hint: 'Use a period of at least "PT1S".',
		};
	}),
};
