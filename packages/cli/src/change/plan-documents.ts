import { type JobDocument, type Plan, planApply, type ReadClient } from "@chronos-job/core";
import type { JobSpec } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import { checkForServer } from "./check-for-server.ts";
import { findJobsFor } from "./find-jobs.ts";

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
}

/** What makes a server have the jobs of documents, which are checked with what the server has and can do. */
export async function planDocuments(
	session: Pick<Session, "host" | "note">,
	{ documents, specs: wanted }: Wanted,
	{ client, again = false, prune = false }: PlanningOptions,
): Promise<Plan> {
	const jobs = prune ? await client.jobs.list() : await findJobsFor(client, wanted);
	const specs = await checkForServer(session, documents, { client, jobs });
	return planApply(specs, jobs, { now: session.host.now(), again, prune });
}
