import { eachJob, type Rule } from "../rule.ts";

export const scheduleWithParents: Rule = {
	code: "schedule.with-parents",
	severity: "error",
	about: "The job has a schedule and parents, and Chronos drops the schedule.",
	check: eachJob(function* ({ draft: { schedule = "", parents = [] } }) {
		if (schedule === "" || parents.length === 0) return;
		yield {
			path: ["schedule"],
			message: "Chronos drops the schedule of a job that has parents",
			hint: 'Keep either "schedule" or "parents".',
		};
	}),
};
