import type { CallOptions, ReadClient } from "@chronos-job/core";
import type { Job, JobSummary } from "@chronos-job/schemas";
import { missingJob } from "./select-jobs.ts";

export interface FoundJob {
	readonly job: Job;
	readonly summary: JobSummary | undefined;
	/** Of all jobs. */
	readonly summaries: readonly JobSummary[];
}

/** A job and what the server says about it and the others; stops when there is none of that name. */
export async function findJob(client: ReadClient, name: string, options?: CallOptions): Promise<FoundJob> {
	const [job, summaries] = await Promise.all([client.jobs.find(name, options), client.jobs.summaries(options)]);
	if (job === undefined)
		throw missingJob(
			name,
			summaries.map((each) => each.name),
		);
	return { job, summary: summaries.find((each) => each.name === name), summaries };
}
