import { parseFlawless, validate } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import { jobText } from "./job-text.ts";

export interface SortedJobs {
	readonly sendable: readonly Job[];
	/** Their names. */
	readonly others: readonly string[];
}

/** Old servers have jobs that nobody could send again, such as those with a space in their names (contract §2.1). */
export function sendableJobs(jobs: readonly Job[], now: number): SortedJobs {
	const sendable = jobs.filter((job) => canBeSent(job, now));
	const kept = new Set(sendable);
	return { sendable, others: jobs.filter((job) => !kept.has(job)).map(({ name }) => name) };
}

function canBeSent(job: Job, now: number): boolean {
	const document = parseFlawless(jobText(job), job.name);
	return document !== undefined && validate([document], { now }).findings.every(({ severity }) => severity !== "error");
}
