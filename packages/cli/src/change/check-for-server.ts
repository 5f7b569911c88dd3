import type { JobDocument, ReadClient } from "@chronos-job/core";
import type { Job, JobSpec } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import { warningsText } from "../render/warnings.ts";
import { validateForServer } from "./validate-for-server.ts";

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
	const { specs, findings } = await validateForServer(host, documents, { client, jobs, what: "the job files" });
	const warnings = findings.filter(({ severity }) => severity === "warning");
	if (warnings.length > 0) note(warningsText(warnings, host.screen));
	if (specs.some(({ gpus = 0 }) => gpus > 0)) {
		const { noteScarceGpus } = await import("../follow/note-scarce-gpus.ts");
		await noteScarceGpus({ host, note }, client, specs);
	}
	return specs;
}
