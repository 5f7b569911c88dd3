import { type JobSummary, parseActivity } from "@chronos-job/schemas";
import { valuesOf } from "./fill-template.ts";
import { countJobs, type SweepCount, type SweepGroup, type SweepJob } from "./sweep-group.ts";

/** A sweep as it was begun from here, and how its jobs are on the server now. */
export interface ShownSweep {
	readonly group: string;
	readonly begunAt: number;
	readonly params: readonly string[];
	readonly count: SweepCount;
	readonly jobs: readonly ShownJob[];
	readonly now: number;
	readonly zone: string | undefined;
}

export interface ShownJob {
	readonly name: string;
	/** In the order of the parameters. */
	readonly values: readonly string[];
	readonly result: ShownResult;
	/** Of the run that the sweep has waited for. */
	readonly exitCode?: number;
}

/** `to-come`: not sent yet; `sent`: and it has not begun; `deleted`: before anybody knew what became of it. */
export type ShownResult =
	| "succeeded"
	| "failed"
	| "killed"
	| "lost"
	| "dropped"
	| "vanished"
	| "idle"
	| "running"
	| "queued"
	| "sent"
	| "to-come"
	| "deleted";

export interface Seen {
	readonly summaries: readonly JobSummary[];
	readonly now: number;
	readonly zone: string | undefined;
}

export function showSweep({ group, at, params, jobs }: SweepGroup, { summaries, ...seen }: Seen): ShownSweep {
	const byName = new Map(summaries.map((summary) => [summary.name, summary]));
	const shown = jobs.map((job) => shownJob(job, byName.get(job.name)));
	return { group, begunAt: at, params, count: countShown(shown), jobs: shown, ...seen };
}

export function shownSweepOnWire({ group, begunAt, params, count, jobs }: ShownSweep): object {
	return {
		sweep: group,
		begunAt: new Date(begunAt).toISOString(),
		count,
		jobs: jobs.map(({ name, values, result, exitCode }) => ({
			job: name,
			params: Object.fromEntries(valuesOf(params, values)),
			result,
			...(exitCode !== undefined && { exitCode }),
		})),
	};
}

function shownJob({ name, values, state, fate }: SweepJob, summary: JobSummary | undefined): ShownJob {
	const result = resultOf({ state, fate }, summary);
	const isOfFate = fate !== undefined && fate.outcome === result;
	return { name, values, result, ...(isOfFate && fate.exitCode !== undefined && { exitCode: fate.exitCode }) };
}

/** What the server says is newer than the record: jobs run again, are killed and deleted. */
function resultOf(
	{ state, fate }: Pick<SweepJob, "state"> & { readonly fate: SweepJob["fate"] },
	summary: JobSummary | undefined,
): ShownResult {
	if (state === "waiting") return "to-come";
	if (summary === undefined) return fate?.outcome ?? "deleted";
	const { phase } = parseActivity(summary.state) ?? { phase: "idle" };
	return phase === "idle" ? endOf(fate, summary) : phase;
}

function endOf(fate: SweepJob["fate"], { status }: JobSummary): ShownResult {
	const told = tellings[status];
	if (fate === undefined) return told ?? "sent";
	const isTold = told === undefined || (told === "succeeded") === (fate.outcome === "succeeded");
	return isTold ? fate.outcome : told;
}

const tellings = { success: "succeeded", failure: "failed", fresh: undefined } as const;

const unsettled: ReadonlySet<ShownResult> = new Set(["running", "queued", "sent"]);

function countShown(jobs: readonly ShownJob[]): SweepCount {
	return countJobs(
		jobs.map(({ name, result }) => {
			if (result === "to-come") return { state: "waiting" };
			if (unsettled.has(result)) return { state: "submitted" };
			const outcome = result === "succeeded" ? "succeeded" : "failed";
			return { state: "settled", fate: { job: name, outcome, at: 0 } };
		}),
	);
}
