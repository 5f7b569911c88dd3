import { type JobSummary, parseActivity } from "@chronos-job/schemas";
import { isExhausted } from "../plan/is-same-schedule.ts";

/** Whether a job can be started without anybody's doing: by its schedule, or by a parent that runs or will run. */
export function willRunAgain(name: string, summaries: ReadonlyMap<string, JobSummary>): boolean {
	const seen = new Set<string>();
	const isAlive = (job: string): boolean => {
		const summary = summaries.get(job);
		if (summary === undefined || seen.has(job) || summary.disabled) return false;
		seen.add(job);
		if (summary.parents.length === 0) return summary.schedule !== "" && !isExhausted(summary.schedule);
		return summary.parents.some((parent) => isActive(summaries.get(parent)) || isAlive(parent));
	};
	return isAlive(name);
}

/** Whether something is under way, up the line of parents, that may start the job when it is over. */
export function hasActiveAncestor(name: string, summaries: ReadonlyMap<string, JobSummary>): boolean {
	const seen = new Set<string>();
	const isFed = (job: string): boolean => {
		if (seen.has(job)) return false;
		seen.add(job);
		const parents = summaries.get(job)?.parents ?? [];
		return parents.some((parent) => isActive(summaries.get(parent)) || isFed(parent));
	};
	return isFed(name);
}

function isActive(summary: JobSummary | undefined): boolean {
	return summary !== undefined && parseActivity(summary.state)?.phase !== "idle";
}
