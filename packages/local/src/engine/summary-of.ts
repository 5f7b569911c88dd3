import type { Activity, Job, JobStatus, JobSummary } from "@chronos-job/schemas";
import { formatActivity } from "@chronos-job/schemas";
import type { JobState } from "./state.ts";

/** A job as `jobs/summary` shows it (contract §6). */
export function summaryOf(state: JobState): JobSummary {
	const { name, schedule = "", parents = [], disabled } = state.job;
	return {
		name,
		status: statusOf(state.job),
		state: formatActivity(activityOf(state)),
		schedule,
		parents: [...parents],
		disabled,
	};
}

/** The last verdict: a success has to be later than the last failure (contract §6). */
export function statusOf({ lastSuccess, lastError }: Job): JobStatus {
	if (lastSuccess === "") return lastError === "" ? "fresh" : "failure";
	return lastError === "" || Date.parse(lastSuccess) > Date.parse(lastError) ? "success" : "failure";
}

/** A run that waits for its retry does not show (contract §6). */
export function activityOf({ running, queued, stuckAs }: JobState): Activity {
	if (stuckAs !== undefined) return stuckAs;
	if (running.length > 0) return { phase: "running", running: running.length };
	return { phase: queued === undefined ? "idle" : "queued", running: 0 };
}
