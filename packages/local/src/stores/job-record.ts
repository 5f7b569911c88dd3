import type { JobRecord } from "../engine/state.ts";

/** What is stored of a job, without what an engine knows besides. */
export function recordOf({ id, job, version, edges, lastStamp, lastRetryStamp }: JobRecord): JobRecord {
	return { id, job, version, edges, lastStamp, lastRetryStamp };
}
