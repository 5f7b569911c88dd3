import { z } from "zod";
import type { Immutable } from "./immutable.ts";

/** The last result of a job; what it is doing is called `state` (contract §6). */
export const JobStatus = z.enum(["fresh", "success", "failure"]);
export type JobStatus = z.infer<typeof JobStatus>;

export const JobSummary = z.object({
	name: z.string(),
	status: JobStatus,
	/** `idle`, `queued`, `running` or `N running`: see parseActivity. */
	state: z.string(),
	/** Empty for a child. */
	schedule: z.string(),
	/** Empty for a scheduled job. */
	parents: z.array(z.string()),
	disabled: z.boolean(),
});
export type JobSummary = Immutable<z.infer<typeof JobSummary>>;

export const JobSummaries = z.object({ jobs: z.array(JobSummary) });
export type JobSummaries = Immutable<z.infer<typeof JobSummaries>>;
