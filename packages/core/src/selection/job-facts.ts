import type { Job, JobSummary } from "@chronos-job/schemas";
import type { CallOptions, ReadClient } from "../client/client.ts";

/** A job as far as the server was asked: what it is, what it does, or both. */
export interface JobFacts {
	readonly name: string;
	readonly job: Job | undefined;
	readonly summary: JobSummary | undefined;
	/** What it was begun with, as far as this program knows. */
	readonly sweep?: string;
}

export type FactSource = "job" | "summary";

/** All jobs by name; of two calls only the ones that are needed are made. */
export async function readFacts(
	client: ReadClient,
	sources: ReadonlySet<FactSource>,
	options?: CallOptions,
): Promise<readonly JobFacts[]> {
	const [jobs, summaries] = await Promise.all([
		sources.has("job") ? client.jobs.list(options) : undefined,
		sources.has("summary") ? client.jobs.summaries(options) : undefined,
	]);
	return joinFacts(jobs, summaries);
}

/** What deletes or adds a job between the two calls leaves one half of it out. */
export function joinFacts(
	jobs: readonly Job[] | undefined,
	summaries: readonly JobSummary[] | undefined,
): readonly JobFacts[] {
	const byName = new Map((summaries ?? []).map((summary) => [summary.name, summary]));
	const facts =
		jobs === undefined
			? [...byName.values()].map((summary) => ({ name: summary.name, job: undefined, summary }))
			: jobs.map((job) => ({ name: job.name, job, summary: byName.get(job.name) }));
	return facts.toSorted(byNameOrder);
}

function byNameOrder(a: JobFacts, b: JobFacts): number {
	if (a.name === b.name) return 0;
	return a.name < b.name ? -1 : 1;
}
