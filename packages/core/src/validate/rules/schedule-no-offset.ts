import { isRepeated } from "../is-repeated.ts";
import { eachJob, type Rule } from "../rule.ts";

export const scheduleNoOffset: Rule = {
	code: "schedule.no-offset",
	severity: "warning",
	about: "The start does not say in which time zone it is.",
	check: eachJob(function* ({ draft, schedule, isWhole }) {
		if (schedule?.start === undefined || schedule.start.offsetMinutes !== undefined) return;
		if (!isWhole || (draft.scheduleTimeZone ?? "") !== "") return;
		const later = isRepeated(schedule) ? ", and later runs keep its offset of that day" : "";
		yield {
			path: ["schedule"],
			message: `the start has no offset, so the time zone of the server decides${later}`,
			hint: 'End the start with "Z" or an offset as in "+02:00", or set "scheduleTimeZone".',
		};
	}),
};
