import type { Counters, Job } from "./job.ts";
import type { JobSpec } from "./job-spec.ts";

/** What a server counts about a job; an update has to send it back, or the server forgets it (contract §2.7). */
export function countersOf({
	successCount,
	errorCount,
	errorsSinceLastSuccess,
	lastSuccess,
	lastError,
}: Job): Counters {
	return { successCount, errorCount, errorsSinceLastSuccess, lastSuccess, lastError };
}

/** What a person would have to write to get this job, defaults included. */
export function specOf(job: Job): JobSpec {
	// oxlint-disable-next-line eslint/no-unused-vars -- named only to be left out of the rest
	const { successCount, errorCount, errorsSinceLastSuccess, lastSuccess, lastError, epsilon, async, ...spec } = job;
	return spec;
}
