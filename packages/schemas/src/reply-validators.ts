import { fillJob } from "./fill-job.ts";
import type { Job } from "./job.ts";
import type { JobStat, PercentileStats } from "./job-stat.ts";
import type { JobSummaries } from "./job-summary.ts";
import * as shapes from "./reply-validators.gen.ts";
import type { ApiResult, Leader } from "./server-replies.ts";

/** Whether a server's job needs no more reading: all fields there, all types right, nothing unknown. */
export function isCanonicalJob(value: unknown): value is Job {
	return shapes.hasJobShape(value);
}

/** Reads a job as any server sends it, like the `Job` schema, but fast when there is nothing to mend. */
export function readJob(value: unknown): Job | undefined {
	if (isCanonicalJob(value)) return value;
	const filled = fillJob(value);
	return isCanonicalJob(filled) ? filled : undefined;
}

export function isJobSummaries(value: unknown): value is JobSummaries {
	return shapes.hasJobSummariesShape(value);
}

export function isJobStat(value: unknown): value is JobStat {
	return shapes.hasJobStatShape(value);
}

export function isPercentileStats(value: unknown): value is PercentileStats {
	return shapes.hasPercentileStatsShape(value);
}

export function isLeader(value: unknown): value is Leader {
	return shapes.hasLeaderShape(value);
}

export function isApiResult(value: unknown): value is ApiResult {
	return shapes.hasApiResultShape(value);
}
