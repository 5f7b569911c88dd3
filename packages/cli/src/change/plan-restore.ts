import { buildGraph, type Plan, planApply } from "@chronos-job/core";
import type { Job, JobSpec } from "@chronos-job/schemas";
import { wholeSpecOf } from "./whole-spec-of.ts";

export interface RestoreWish {
	readonly now: number;
	/** Brings back what the server had counted of jobs that are gone. */
	readonly withCounters: boolean;
	/** Replaces jobs that are there. */
	readonly overwrite: boolean;
	readonly disabled: boolean;
	/** Whether the server takes names with spaces, as 2.x servers do. */
	readonly takesOddNames: boolean;
}

export interface LeftOut {
	readonly job: string;
	readonly why: string;
	/** Whether the job is missing because of it. */
	readonly isMissing: boolean;
}

export interface Restoration {
	readonly plan: Plan;
	readonly leftOut: readonly LeftOut[];
}

/** What brings jobs back: parents first, and nothing that a server would take and never show. */
export function planRestore(saved: readonly Job[], live: readonly Job[], wish: RestoreWish): Restoration {
	const present = new Set(live.map(({ name }) => name));
	const isLeftAlone = ({ name }: Job): boolean => present.has(name) && !wish.overwrite;
	const alone = saved
		.filter(isLeftAlone)
		.map(({ name }) => ({ job: name, why: "it is there already", isMissing: false }));
	const wanted = saved.filter((job) => !isLeftAlone(job));
	const unfit = unfitAmong(wanted, present, wish);
	const specs = wanted.filter(({ name }) => !unfit.has(name)).map((job) => specFor(job, present, wish));
	return {
		plan: planApply(specs, live, { now: wish.now }),
		leftOut: [...alone, ...[...unfit].map(([job, why]) => ({ job, why, isMissing: true }))],
	};
}

/** With counters only where there are none yet: those of a job that is there go on. */
function specFor(job: Job, present: ReadonlySet<string>, { withCounters, disabled }: RestoreWish): JobSpec {
	const spec = wholeSpecOf(job, { hasCounters: withCounters && !present.has(job.name) });
	return disabled ? { ...spec, disabled: true } : spec;
}

type Unfit = ReadonlyMap<string, string>;

function unfitAmong(jobs: readonly Job[], present: ReadonlySet<string>, { takesOddNames }: RestoreWish): Unfit {
	const odd = jobs.filter(({ name }) => !takesOddNames && !present.has(name) && !/^[\w.-]+$/.test(name));
	// A server that gets a circle of new jobs ends, and ends again at every start (contract §3.3).
	const circles = buildGraph(jobs).cycles().flat();
	return withOrphans(jobs, present, [
		...odd.map(({ name }) => [name, "its name is none that the server takes"] as const),
		...circles.map((name) => [name, "it waits for itself"] as const),
	]);
}

/** A child without its parents is taken and never shown (contract §3.3); neither would its own children be. */
function withOrphans(
	jobs: readonly Job[],
	present: ReadonlySet<string>,
	first: Iterable<readonly [string, string]>,
): Unfit {
	const unfit = new Map(first);
	const saved = new Set(jobs.map(({ name }) => name));
	const isThere = (name: string): boolean => present.has(name) || (saved.has(name) && !unfit.has(name));
	const byName = new Map(jobs.map((job) => [job.name, job]));
	for (const name of buildGraph(jobs).order) {
		const missing = byName.get(name)?.parents?.find((parent) => !isThere(parent));
		if (missing !== undefined && !unfit.has(name)) unfit.set(name, `its parent ${missing} is missing`);
	}
	return unfit;
}
