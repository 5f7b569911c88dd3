import type { Run } from "../../engine/state.ts";
import type { Loaded, StoreChange } from "../store.ts";

/** Runs of which too much is lost to go on get an end, for nothing would ever give them one. */
export function settleOrphans({ jobs, runs, attempts }: Loaded, now: number): readonly StoreChange[] {
	const jobIds = new Set(jobs.map(({ id }) => id));
	const liveRuns = new Set(attempts.map(({ runId }) => runId));
	return runs.flatMap((run) => {
		const end = findEnd(run, { hasJob: jobIds.has(run.jobId), hasAttempt: liveRuns.has(run.id) });
		if (end === undefined) return [];
		return [
			{ type: "run.save", run: { ...run, phase: "settled", settledAt: now, retryAt: undefined, ...end } } as const,
		];
	});
}

interface Rest {
	readonly hasJob: boolean;
	readonly hasAttempt: boolean;
}

function findEnd({ phase }: Run, { hasJob, hasAttempt }: Rest): Pick<Run, "outcome" | "dropReason"> | undefined {
	if (phase === "live") return hasAttempt ? undefined : { outcome: "lost", dropReason: undefined };
	return hasJob ? undefined : { outcome: "dropped", dropReason: "job-deleted" };
}
