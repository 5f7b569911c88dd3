import { fillJob } from "./fill-job.ts";
import type { Job } from "./job.ts";
import type { JobFile } from "./job-spec.ts";
import type { JobStat, PercentileStats } from "./job-stat.ts";
import type { JobSummaries } from "./job-summary.ts";
import type { ApiResult, Leader } from "./server-replies.ts";
import * as shapes from "./validators.gen.ts";

/** One departure of a value from a shape, told the way Ajv tells it. */
export interface ShapeError {
	/** Where; for a missing or unknown field the object that should or does have it. */
	readonly path: readonly (string | number)[];
	readonly keyword:
		| "type"
		| "required"
		| "additionalProperties"
		| "enum"
		| "pattern"
		| "minimum"
		| "maximum"
		| "minItems"
		| "maxItems"
		| "additionalItems"
		| "not";
	/** What was expected: `type`, `missingProperty`, `additionalProperty`, `allowedValues`, `pattern`, `limit`. */
	readonly params: Readonly<Record<string, unknown>>;
}

/** Whether a value is a job as it stands in a file. */
export function isJobFile(value: unknown): value is JobFile {
	// A validator that stops at the first flaw would be more code to load and no faster for a job without flaw.
	return shapes.findJobFileErrors(value).length === 0;
}

/** Every flaw of a job as it stands in a file, in the order of the fields. */
export function jobFileErrors(value: unknown): readonly ShapeError[] {
	return shapes.findJobFileErrors(value);
}

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
