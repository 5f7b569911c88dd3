import { type Job, readJob } from "@chronos-job/schemas";

/** A job as a server sends it, with its defaults. */
export function jobOf(fields: Readonly<Record<string, unknown>>): Job {
	const job = readJob({ name: "nightly", command: "true", ...fields });
	if (job === undefined) throw new Error(`not a job: ${JSON.stringify(fields)}`);
	return job;
}
