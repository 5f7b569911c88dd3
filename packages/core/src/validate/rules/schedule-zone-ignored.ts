import { findMeantField } from "../meant-field.ts";
import { eachJob, type ReadJob, type Rule } from "../rule.ts";

export const scheduleZoneIgnored: Rule = {
	code: "schedule.zone-ignored",
	severity: "warning",
	about: "The job has a time zone but no schedule of its own.",
	check: eachJob(function* (job) {
		if ((job.draft.scheduleTimeZone ?? "") === "") return;
		const reason = reasonFor(job);
		if (reason === undefined) return;
		yield {
			path: ["scheduleTimeZone"],
			at: "key",
			message: `Chronos ignores scheduleTimeZone, because ${reason}`,
			hint: 'Remove it, or give the job a "schedule".',
		};
	}),
};

function reasonFor({ value, flaws, isWhole, draft }: ReadJob): string | undefined {
	if (typeof value !== "object" || value === null) return undefined;
	// A schedule beside parents has an error already.
	if ("parents" in value) return (draft.schedule ?? "") === "" ? "a job with parents has no schedule" : undefined;
	const isMisspelt = flaws.some((flaw) => flaw.problem === "unknown" && findMeantField(flaw)?.name === "schedule");
	return "schedule" in value || isMisspelt || !isWhole ? undefined : "the job has no schedule and runs once, at once";
}
