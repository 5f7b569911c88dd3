import { type Job, type JobSummary, readJob } from "@chronos-job/schemas";
import type { Moment, Snapshot } from "./compare-snapshots.ts";

export interface Sketch {
	readonly state?: string;
	readonly [field: string]: unknown;
}

/** A job and what its server says about it. */
export function momentOf(at: number, { state = "idle", ...fields }: Sketch): Moment & { readonly job: Job } {
	const job = readJob({ name: "nightly", command: "true", ...fields });
	if (job === undefined) throw new Error(`not a job: ${JSON.stringify(fields)}`);
	return { at, job, summary: summaryOf(job, state) };
}

export function snapshotOf(at: number, ...sketches: readonly Sketch[]): Snapshot {
	const moments = sketches.map((sketch) => momentOf(at, sketch));
	return { at, summaries: moments.map(({ summary }) => summary), jobs: moments.map(({ job }) => job) };
}

function summaryOf(job: Job, state: string): JobSummary {
	const { name, schedule = "", parents = [], disabled, lastSuccess, lastError } = job;
	const verdict = lastSuccess > lastError ? "success" : "failure";
	return { name, status: lastSuccess === lastError ? "fresh" : verdict, state, schedule, parents, disabled };
}
