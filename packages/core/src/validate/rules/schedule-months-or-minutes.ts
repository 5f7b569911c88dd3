import { isRepeated } from "../is-repeated.ts";
import { eachJob, type Rule } from "../rule.ts";

export const scheduleMonthsOrMinutes: Rule = {
	code: "schedule.months-or-minutes",
	severity: "warning",
	about: "A period of months looks as if it was meant in minutes.",
	check: eachJob(function* ({ schedule }) {
		if (schedule === undefined || !isRepeated(schedule)) return;
		const { months, ...others } = schedule.period;
		// Calendars count in 1, 2, 3, 4, 6 and 12 months, clocks in 5, 10, 15 and 30 minutes.
		if (months <= 0 || months % 5 !== 0 || Object.values(others).some((part) => part !== 0)) return;
		yield {
			path: ["schedule"],
			message: `the period P${months}M is ${months} months`,
			hint: `Write "PT${months}M" for minutes.`,
		};
	}),
};
