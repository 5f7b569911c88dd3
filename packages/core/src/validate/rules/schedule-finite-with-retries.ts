import { formatDuration, type Schedule } from "@chronos-job/schemas";
import type { JobDraft } from "../flaws.ts";
import { eachJob, type ReadJob, type Rule } from "../rule.ts";

/** Chronos' default where the job says nothing. */
const defaultRetries = 2;

export const scheduleFiniteWithRetries: Rule = {
	code: "schedule.finite-with-retries",
	severity: "warning",
	about: "A retry of the last repetition makes the schedule endless.",
	check: eachJob(function* (job) {
		const { retries = defaultRetries } = job.draft;
		if (!job.isWhole && (job.draft.retries === undefined || job.schedule === undefined)) return;
		const period = retries > 0 ? finitePeriodOf(job) : undefined;
		if (period === undefined) return;
		const count = retries === 1 ? "1 retry" : `${retries} retries`;
		const said = job.draft.retries === undefined ? `${count} by default` : count;
		yield {
			path: [placeOf(job.draft)],
			message: `${said}: once the last run fails and is retried, the job repeats every ${period} for ever`,
			hint: 'Write "retries": 0, and repeat inside the command what may fail.',
		};
	}),
};

function finitePeriodOf({ value, draft, schedule }: ReadJob): string | undefined {
	if (schedule !== undefined) return isFinite(schedule) ? formatDuration(schedule.period) : undefined;
	// Without schedule and parents a job runs as if it said R1/<now>/PT24H (contract §2.2).
	if (typeof value !== "object" || value === null || draft.name === undefined) return undefined;
	return "schedule" in value || "parents" in value ? undefined : "PT24H";
}

function isFinite({ repeat }: Schedule): boolean {
	return repeat !== "forever" && repeat > 0;
}

function placeOf({ retries, schedule }: JobDraft): string {
	if (retries !== undefined) return "retries";
	return schedule === undefined ? "name" : "schedule";
}
