import { explainSchedule } from "../../schedule/explain-schedule.ts";
import { quote } from "../format-value.ts";
import { eachJob, type ReadJob, type Remark, type Rule } from "../rule.ts";

export const scheduleUnparsable: Rule = {
	code: "schedule.unparsable",
	severity: "error",
	about: "Chronos cannot read the schedule.",
	check: eachJob(function* (job) {
		if (job.schedule === undefined) yield* remarksOn(job);
	}),
};

function* remarksOn({ draft: { schedule }, value }: ReadJob): Iterable<Remark> {
	// A child's schedule is dropped unread (contract §2.2).
	if (schedule === undefined || (typeof value === "object" && value !== null && "parents" in value)) return;
	const explained = explainSchedule(schedule);
	if (explained === undefined) return;
	const { problem, correction } = explained;
	yield {
		path: ["schedule"],
		message:
			schedule === "" ? "the schedule is empty" : `Chronos cannot read the schedule ${quote(schedule)}: ${problem}`,
		hint: correction === undefined ? 'Write it like "R/2030-01-01T06:00:00Z/P1D".' : `Write "${correction}".`,
		...(correction !== undefined && {
			fix: {
				title: `Write "${correction}"`,
				changes: [{ path: ["schedule"], change: { kind: "set", value: correction } }],
			},
		}),
	};
}
