import { isRepeated } from "../is-repeated.ts";
import { eachJob, type Rule } from "../rule.ts";

export const scheduleMonthsOrMinutes: Rule = {
	code: "schedule.months-or-minutes",
	severity: "warning",
	about: "A period counts months, which are easily mistaken for minutes.",
	check: eachJob(function* ({ schedule }) {
		if (schedule === undefined || !isRepeated(schedule)) return;
		const { months, ...others } = schedule.period;
		// A monthly job is common, and nobody wants one every minute.
		if (months <= 1 || Object.values(others).some((part) => part !== 0)) return;
		yield {
			path: ["schedule"],
			message: `the period P${months}M means every ${months} months, not every ${months} minutes`,
			hint: `Write "PT${months}M" if minutes are meant.`,
		};
	}),
};
