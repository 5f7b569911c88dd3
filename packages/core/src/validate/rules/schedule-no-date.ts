import { formatStart } from "@chronos-job/schemas";
import { dayMs, localMsOf, wallOf } from "../../schedule/calendar.ts";
import { instantOf } from "../../schedule/start-instant.ts";
import { eachJob, type Rule } from "../rule.ts";

export const scheduleNoDate: Rule = {
	code: "schedule.no-date",
	severity: "warning",
	about: "The start is a time of the day without a date, which Chronos takes for 1970.",
	check: eachJob(function* ({ draft, schedule }, { now }) {
		if (schedule?.start?.year !== 1970) return;
		const [, time] = /^R\d*\/(T[^/]*)\//i.exec(draft.schedule ?? "") ?? [];
		if (time === undefined) return;
		// What is before the first start that Chronos accepts has an error already.
		if (instantOf(schedule.start, { zone: draft.scheduleTimeZone }) < 1000) return;
		const today = Math.floor(now / dayMs) * dayMs;
		const next = { ...schedule.start, ...wallOf(today + dayMs + localMsOf(schedule.start)) };
		yield {
			path: ["schedule"],
			message: `the start ${time} has no date, which means 1970, so the job runs at once`,
			hint: `Give the date of the first run, as in "${formatStart(next)}".`,
		};
	}),
};
