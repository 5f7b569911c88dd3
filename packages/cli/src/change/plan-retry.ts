import { type Plan, type Step } from "@chronos-job/core";
import { formatSchedule, type Job, type JobSummary, parseActivity, parseSchedule, specOf } from "@chronos-job/schemas";

export interface Retrying {
	/** Jobs that have had all their runs get one more. */
	readonly plan: Plan;
	/** The others are started by hand. */
	readonly starts: readonly string[];
	readonly skipped: readonly SkippedJob[];
}

export interface SkippedJob {
	readonly job: string;
	readonly why: string;
}

/** What makes jobs run once more, each in the way that a server goes along with. */
export function planRetry(jobs: readonly Job[], summaries: readonly JobSummary[]): Retrying {
	const states = new Map(summaries.map(({ name, state }) => [name, state]));
	const judged = jobs.map((job) => ({ job, why: obstacleOf(job, states.get(job.name)) }));
	const ready = judged.filter(({ why }) => why === undefined).map(({ job }) => job);
	return {
		plan: { steps: ready.flatMap((job) => againStep(job) ?? []), unchanged: [] },
		starts: ready.filter((job) => againStep(job) === undefined).map(({ name }) => name),
		skipped: judged.flatMap(({ job, why }) => (why === undefined ? [] : { job: job.name, why })),
	};
}

/** A server drops the start of a job that is disabled, queued, or running (contract §1.4.7). */
function obstacleOf(job: Job, state: string | undefined): string | undefined {
	const phase = parseActivity(state ?? "idle")?.phase;
	if (phase === "queued") return "it is queued already";
	if (phase === "running" && !job.concurrent) return "it runs";
	return job.disabled && againStep(job) === undefined ? "it is disabled" : undefined;
}

/** A start by hand would make a job without repetitions run for ever (contract §4.7); a new schedule runs it once. */
function againStep(current: Job): Step | undefined {
	const schedule = current.schedule === undefined ? undefined : parseSchedule(current.schedule);
	if (schedule?.repeat !== 0) return undefined;
	const once = formatSchedule({ repeat: 1, start: undefined, period: schedule.period });
	return {
		kind: "update",
		name: current.name,
		spec: { ...specOf(current), schedule: once, disabled: false },
		current,
		changes: [{ path: ["schedule"], before: current.schedule, after: once }],
		startsAgain: true,
	};
}
