import type { Job, JobSpec } from "@chronos-job/schemas";
import { buildGraph } from "../graph/job-graph.ts";
import { changesOf, isRescheduled, type ServerDefaults } from "./changes.ts";
import { withoutMirror } from "./files-of.ts";
import { isDueNow } from "./is-due-now.ts";
import { isExhausted } from "./is-same-schedule.ts";
import { keepProgress } from "./keep-progress.ts";
import type { Change, Plan, Step } from "./plan.ts";
import { planDeletion } from "./plan-deletion.ts";

export interface PlanOptions {
	readonly now: number;
	/** Deletes the jobs that no spec names. */
	readonly prune?: boolean | undefined;
	/** Starts jobs again that have used up their repetitions; otherwise they are as they should be. */
	readonly again?: boolean | undefined;
	readonly serverDefaults?: ServerDefaults | undefined;
}

/** What makes a server have these jobs: a schedule that goes on as it should stays as launches have made it. */
export function planApply(specs: readonly JobSpec[], jobs: readonly Job[], options: PlanOptions): Plan {
	const byName = new Map(specs.map((spec) => [spec.name, spec]));
	const live = new Map(jobs.map((job) => [job.name, job]));
	const ordered = buildGraph(specs).order.flatMap((name) => byName.get(name) ?? []);
	const steps = ordered.map((spec) => ({ name: spec.name, step: stepOf(spec, live.get(spec.name), options) }));
	const surplus = options.prune === true ? jobs.map(({ name }) => name).filter((name) => !byName.has(name)) : [];
	return {
		steps: [...steps.flatMap(({ step }) => step ?? []), ...planDeletion(surplus, jobs).steps],
		unchanged: steps.filter(({ step }) => step === undefined).map(({ name }) => name),
	};
}

function stepOf(spec: JobSpec, current: Job | undefined, options: PlanOptions): Step | undefined {
	if (current === undefined) return { kind: "create", name: spec.name, spec: withoutMirror(spec) };
	const found = changesOf(current, spec, options);
	const isReset = isRescheduled(found);
	const isAgain = options.again === true && !isReset && canRunAgain(spec, current);
	const changes = isAgain ? [...found, ...restartOf(spec, current)] : found;
	if (changes.length === 0) return undefined;
	const timed = isReset || isAgain ? spec : keepProgress(spec, current);
	const written = withoutMirror(withUser(timed, current));
	const startsAgain = isAgain || isNewlyDue(written, current, options);
	return { kind: "update", name: spec.name, spec: written, current, changes, startsAgain };
}

/** Whether a job has had all its runs, and its spec wants some. */
function canRunAgain({ schedule, parents, disabled = false }: JobSpec, current: Job): boolean {
	return !disabled && parents === undefined && !isExhausted(schedule) && isExhausted(current.schedule);
}

function restartOf(spec: JobSpec, current: Job): readonly Change[] {
	const restart = { path: ["schedule"], before: current.schedule, after: spec.schedule };
	return current.disabled ? [{ path: ["disabled"], before: true, after: false }, restart] : [restart];
}

// Left out, it would become the user of the server instead of staying as it is.
function withUser(spec: JobSpec, { runAsUser }: Job): JobSpec {
	return spec.runAsUser === undefined && runAsUser !== "" ? { ...spec, runAsUser } : spec;
}

function isNewlyDue(written: JobSpec, current: Job, { now }: PlanOptions): boolean {
	return isDueNow(written, now) && !isDueNow(current, now);
}
