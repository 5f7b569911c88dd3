import type { Duration, Start } from "@chronos-job/schemas";
import { isRepeated } from "../is-repeated.ts";
import { eachJob, type Rule } from "../rule.ts";

export const scheduleMonthEnd: Rule = {
	code: "schedule.month-end",
	severity: "warning",
	about: "A run at the end of the month moves to an earlier day and stays there.",
	check: eachJob(function* ({ schedule }) {
		if (schedule?.start === undefined || schedule.start.day <= 28 || !isRepeated(schedule)) return;
		const { start, period, repeat } = schedule;
		const stuck = stuckDay(start, period, repeat === "forever" ? Infinity : repeat - 1);
		if (stuck === start.day) return;
		yield {
			path: ["schedule"],
			message: `day ${start.day} sooner or later becomes day ${stuck} and stays there`,
			hint: "Start on day 28 or earlier, or on day 1 of the month after.",
		};
	}),
};

/** Where the day ends up: Chronos counts on from the last run, not from the start (contract §4.8). */
function stuckDay({ year, month, day }: Start, { years, months, weeks, days }: Duration, steps: number): number {
	const stepMonths = years * 12 + months;
	if (stepMonths <= 0 || weeks !== 0 || days !== 0) return day;
	const horizonMonths = Math.min(steps * stepMonths, 20 * 12);
	let stuck = day;
	for (let passed = stepMonths; passed <= horizonMonths; passed += stepMonths) {
		stuck = Math.min(stuck, new Date(Date.UTC(year, month + passed, 0)).getUTCDate());
	}
	return stuck;
}
