import { DocumentError, type Facts, type JobDocument, type ReadClient, validate } from "@chronos-job/core";
import type { Job, JobSpec } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import { plural } from "../render/plural.ts";
import { warningsText } from "../render/warnings.ts";

export interface ServerJobs {
	readonly client: ReadClient;
	readonly jobs: readonly Job[];
}

/** The jobs of documents, checked with what the server has and can do; stops with the errors when there are any. */
export async function checkForServer(
	{ host, note }: Pick<Session, "host" | "note">,
	documents: readonly JobDocument[],
	{ client, jobs }: ServerJobs,
): Promise<readonly JobSpec[]> {
	const isOurs = (await client.server.local()) !== undefined;
	const { specs, findings } = validate(documents, { now: host.now(), server: serverFacts(jobs, isOurs) });
	const errors = findings.filter(({ severity }) => severity === "error");
	if (errors.length > 0) {
		const message = `the job files have ${plural(errors.length, "error")} for ${client.target.name}`;
		throw new DocumentError(message, { findings: errors, documents });
	}
	const warnings = findings.filter(({ severity }) => severity === "warning");
	if (warnings.length > 0) note(warningsText(warnings, host.screen));
	return specs;
}

/** Builds that know GPUs write the field for every job (contract §2.9). */
export function serverFacts(jobs: readonly Pick<Job, "name" | "gpus">[], isOurs: boolean): Facts["server"] & {} {
	const names = new Set(jobs.map(({ name }) => name));
	if (isOurs) return { jobs: names, gpus: true };
	return jobs.length === 0 ? { jobs: names } : { jobs: names, gpus: jobs.some(({ gpus }) => gpus !== undefined) };
}
