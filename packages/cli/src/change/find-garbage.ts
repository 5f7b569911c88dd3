import { buildGraph } from "@chronos-job/core";
import { type Job, type JobSummary, parseSchedule } from "@chronos-job/schemas";

/** A job that has had all its runs and that nobody waits for. */
export interface Garbage {
	readonly job: Job;
	readonly result: "succeeded" | "failed";
	readonly endedAt: number;
}

export interface GarbageFacts {
	readonly jobs: readonly Job[];
	readonly summaries: readonly JobSummary[];
	readonly now: number;
	/** How long ago their last run must have ended. */
	readonly olderThanMs: number;
}

export interface FoundGarbage {
	readonly garbage: readonly Garbage[];
	/** Jobs without repetitions of which the server knows no end: they never ran, or were killed. */
	readonly endless: readonly string[];
}

/** One-shot jobs that are over. */
export function findGarbage({ jobs, summaries, now, olderThanMs }: GarbageFacts): FoundGarbage {
	const graph = buildGraph(jobs);
	const idle = new Set(summaries.filter(({ state }) => state === "idle").map(({ name }) => name));
	const over = jobs.filter(
		(job) => parseSchedule(job.schedule ?? "")?.repeat === 0 && idle.has(job.name) && isChildless(graph, job.name),
	);
	const ended = over.map((job) => ({ job, end: endOf(job) }));
	return {
		garbage: ended.flatMap(({ job, end }) =>
			end !== undefined && isOld(end, { now, olderThanMs }) ? { job, ...end } : [],
		),
		endless: ended.filter(({ end }) => end === undefined).map(({ job }) => job.name),
	};
}

function isChildless(graph: ReturnType<typeof buildGraph>, name: string): boolean {
	return graph.childrenOf(name).length === 0;
}

// The clock of a server may be ahead of ours: no limit is none all the same.
function isOld(
	{ endedAt }: Pick<Garbage, "endedAt">,
	{ now, olderThanMs }: Pick<GarbageFacts, "now" | "olderThanMs">,
): boolean {
	return olderThanMs === 0 || now - endedAt >= olderThanMs;
}

function endOf({ lastSuccess, lastError }: Job): Omit<Garbage, "job"> | undefined {
	const succeededAt = Date.parse(lastSuccess) || 0;
	const failedAt = Date.parse(lastError) || 0;
	if (succeededAt === 0 && failedAt === 0) return undefined;
	return succeededAt >= failedAt
		? { result: "succeeded", endedAt: succeededAt }
		: { result: "failed", endedAt: failedAt };
}
