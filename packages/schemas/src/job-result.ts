import type { Job } from "./job.ts";
import type { JobStatus } from "./job-summary.ts";

/** The last verdict, by the rule of the summary: a success has to be later than the last failure (contract §6). */
export function resultOf({ lastSuccess, lastError }: Pick<Job, "lastSuccess" | "lastError">): JobStatus {
	if (lastSuccess === "" && lastError === "") return "fresh";
	return lastError === "" || Date.parse(lastSuccess) > Date.parse(lastError) ? "success" : "failure";
}
