import type { Baseline } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import type { SweepJob } from "./sweep-group.ts";
import type { Before } from "./sweep-record.ts";

/** What has to be remembered of a job that is about to be sent. */
export function beforeOf(name: string, { jobs, local }: Baseline): Before {
	const job = jobs.get(name)?.job;
	return {
		...(job && { before: knownOf(job) }),
		...(local && { local: { runId: local.runId, eventId: local.eventId } }),
	};
}

/** The baseline of a job that an earlier program has sent; undefined when nobody knows how it was before. */
export function reviveBaseline({ name, since }: SweepJob, live: Job | undefined): Baseline | undefined {
	if (since === undefined) return undefined;
	const { at, before, local } = since;
	const known = before === undefined || live === undefined ? [] : [[name, pastOf({ ...live, ...before })] as const];
	return { at, jobs: new Map(known), local: local && { ...local, openRuns: new Map() } };
}

function knownOf({ schedule = "", disabled, successCount, errorCount, lastSuccess, lastError }: Job) {
	return { schedule, disabled, successCount, errorCount, lastSuccess, lastError };
}

function pastOf(job: Job) {
	const { name, schedule = "", disabled, lastSuccess, lastError } = job;
	// What the server says of these three words (contract §6), of a job that was at rest.
	const last = lastSuccess > lastError ? ("success" as const) : ("failure" as const);
	const status = lastSuccess === "" && lastError === "" ? ("fresh" as const) : last;
	return { job, summary: { name, status, state: "idle", schedule, parents: [], disabled } };
}
