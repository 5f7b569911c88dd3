import { type JobDocument, type Plan, planApply, type ReadClient } from "@chronos-job/core";
import type { JobSpec } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import { checkForServer } from "./check-for-server.ts";
import { findJobsFor } from "./find-jobs.ts";
import { withLogDirs } from "./with-log-dirs.ts";

export interface Wanted {
	readonly documents: readonly JobDocument[];
	readonly specs: readonly JobSpec[];
}

export interface PlanningOptions {
	readonly client: ReadClient;
	/** Starts jobs again that have used up their repetitions. */
	readonly again?: boolean;
	/** Deletes the jobs that no document mentions. */
	readonly prune?: boolean;
	/** Where jobs are to keep logs; `none` for those that shall do so no longer. */
	readonly logDir?: string | undefined;
}

/** What makes a server have the jobs of documents, which are checked with what the server has and can do. */
export async function planDocuments(
	session: Pick<Session, "host" | "note">,
	{ documents, specs: wanted }: Wanted,
	{ client, again = false, prune = false, logDir }: PlanningOptions,
): Promise<Plan> {
	const jobs = prune ? await client.jobs.list() : await findJobsFor(client, wanted);
	const checked = await checkForServer(session, documents, { client, jobs });
	const specs = withLogDirs(session, checked, { jobs, logDir });
	return planApply(specs, jobs, { now: session.host.now(), again, prune });
}
