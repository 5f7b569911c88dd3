import type { LocalAttempt, LocalRun } from "../client/local-reader.ts";
import { type Fate, isWanted, type Until } from "./fate.ts";

export interface RunsAsked {
	readonly until: Until;
	/** Whether the job will be started again by itself. */
	readonly goesOn: boolean;
}

/** The fate that runs tell, the oldest first; undefined as long as it is open. */
export function fateOfRuns(runs: readonly LocalRun[], { until, goesOn }: RunsAsked): Fate | undefined {
	const settled = runs.filter((run) => run.phase === "settled" && !isMadeUpFor(run));
	const isOpen = settled.length < runs.filter((run) => !isMadeUpFor(run)).length;
	if (until === "idle") return undefined;
	const wanted = settled.find((run) => run.outcome !== undefined && isWanted(until, run.outcome));
	if (wanted !== undefined) return fateOfRun(wanted);
	const last = settled.at(-1);
	return isOpen || goesOn || last === undefined ? undefined : fateOfRun(last);
}

export function fateOfRun({ id, job, outcome = "dropped", dropReason, settledAt, queuedAt, attempts }: LocalRun): Fate {
	const last = attempts.at(-1);
	const { exitCode, signal, reason = dropReason } = last?.end ?? {};
	return {
		job,
		outcome,
		runId: id,
		at: settledAt ?? queuedAt,
		...(last && attemptFactsOf(last)),
		...(exitCode === undefined ? {} : { exitCode }),
		...(signal === undefined ? {} : { signal }),
		...(reason === undefined ? {} : { reason }),
	};
}

function attemptFactsOf({ taskId, gpuUse }: LocalAttempt): Pick<Fate, "taskId" | "gpuUse"> {
	return { taskId, ...(gpuUse && { gpuUse }) };
}

// A scheduled run that finds its job running is due again as soon as that has ended (contract §5.4).
function isMadeUpFor({ cause, outcome, dropReason }: LocalRun): boolean {
	return cause === "schedule" && outcome === "dropped" && (dropReason === "running" || dropReason === "already-queued");
}
