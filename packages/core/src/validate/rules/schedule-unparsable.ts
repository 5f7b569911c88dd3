import { explainSchedule, type ScheduleProblem } from "../../schedule/explain-schedule.ts";
import { quote } from "../format-value.ts";
import { eachJob, type ReadJob, type Remark, type Rule } from "../rule.ts";

export const scheduleUnparsable: Rule = {
	code: "schedule.unparsable",
	severity: "error",
	about: "Chronos cannot read the schedule.",
	check: eachJob(function* (job, { now }) {
		if (job.schedule === undefined) yield* remarksOn(job, now);
	}),
};

function* remarksOn({ draft: { schedule }, value }: ReadJob, now: number): Iterable<Remark> {
	// A child's schedule is dropped unread (contract §2.2).
	if (schedule === undefined || (typeof value === "object" && value !== null && "parents" in value)) return;
	const explained = explainSchedule(schedule, now);
	if (explained === undefined) return;
	const { problem, correction } = explained;
	yield {
		path: ["schedule"],
		message:
			schedule === "" ? "the schedule is empty" : `Chronos cannot read the schedule ${quote(schedule)}: ${problem}`,
		hint: adviceOn(explained),
		...(correction !== undefined && {
			fix: {
				title: `Write "${correction}"`,
				changes: [{ path: ["schedule"], change: { kind: "set", value: correction } }],
			},
		}),
	};
}

function adviceOn({ correction, suggestion, zone }: ScheduleProblem): string {
	if (correction !== undefined) return `Write "${correction}".`;
	if (suggestion === undefined) return 'Write it like "R/2030-01-01T06:00:00Z/P1D".';
	const isElsewhere = zone !== undefined && zone !== "UTC";
	return `Write "${suggestion}"${isElsewhere ? `, and "scheduleTimeZone": "${zone}"` : ""} if that is meant.`;
}
