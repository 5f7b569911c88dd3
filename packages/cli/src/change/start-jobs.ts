import { type Baseline, type ChronosClient, ChronosError, inLanes } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import type { SkippedJob } from "./plan-retry.ts";
import { type Started, startJob } from "./start-job.ts";

export interface Starting {
	readonly names: readonly string[];
	/** How things were before. */
	readonly baseline: Baseline;
	readonly onStarted: (job: string, started: Started) => void;
}

/** Starts jobs by hand, a few at a time; those that the server would not start are answered, and keep no others from it. */
export async function startJobs(
	session: Pick<Session, "host">,
	client: ChronosClient,
	{ names, baseline, onStarted }: Starting,
): Promise<readonly SkippedJob[]> {
	const refused: SkippedJob[] = [];
	const { failure } = await inLanes(names, { lanes }, async (name) => {
		session.host.signal.throwIfAborted();
		try {
			onStarted(name, await startJob(session, client, { name, args: undefined, baseline }));
		} catch (error) {
			if (!(error instanceof ChronosError) || error.code !== "job.not-started") throw error;
			refused.push({ job: name, why: error.message });
		}
	});
	if (failure !== undefined) throw failure.error;
	return refused;
}

const lanes = 4;
