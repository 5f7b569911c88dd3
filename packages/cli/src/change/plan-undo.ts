import { changesOf, type Plan, planApply, type Step } from "@chronos-job/core";
import { countersOf, type Job, specOf } from "@chronos-job/schemas";
import type { KeptDefinition } from "../definitions/kept-definition.ts";
import { planRename } from "./plan-rename.ts";

export interface UndoWish {
	readonly kept: readonly KeptDefinition[];
	/** All of the server when one of the kept was renamed; else those of the same names will do. */
	readonly jobs: readonly Job[];
	readonly now: number;
}

/** A job that goes away because it gets back the name that it had. */
export interface Renamed {
	readonly from: string;
	readonly to: string;
}

export interface Undoing {
	readonly plan: Plan;
	readonly renamed: Renamed | undefined;
	/** What was renamed, and has become another job since: it stays. */
	readonly left: string | undefined;
}

/** What puts back the definitions that one command has replaced or deleted. */
export function planUndo({ kept, jobs, now }: UndoWish): Undoing {
	const specs = kept.map(({ definition }) => specOf(definition));
	const plan = withCounters(kept, planApply(specs, jobs, { now }));
	const rename = kept.find(({ renamedTo }) => jobs.some(({ name }) => name === renamedTo));
	const job = jobs.find(({ name }) => name === rename?.renamedTo);
	if (rename === undefined || job === undefined) return { plan, renamed: undefined, left: undefined };
	const isOther = changesOf(job, { ...specOf(rename.definition), name: job.name }).length > 0;
	if (isOther) return { plan, renamed: undefined, left: job.name };
	const back = planRename({ job, name: rename.job, jobs });
	return { plan: mergePlans(plan, back.plan), renamed: { from: job.name, to: rename.job }, left: undefined };
}

/** What was deleted comes back with what the server had counted. */
function withCounters(kept: readonly KeptDefinition[], plan: Plan): Plan {
	const definitions = new Map(kept.map(({ job, definition }) => [job, definition]));
	const steps = plan.steps.map((step): Step => {
		const definition = definitions.get(step.name);
		if (step.kind !== "create" || definition === undefined) return step;
		return { ...step, spec: { ...step.spec, ...countersOf(definition) } };
	});
	return { ...plan, steps };
}

/** The job comes back as it is now; its children as they were kept, or else as they are. */
function mergePlans(plan: Plan, back: Plan): Plan {
	const created = new Set(back.steps.filter(({ kind }) => kind === "create").map(({ name }) => name));
	const own = plan.steps.filter(({ name }) => !created.has(name));
	const known = new Set(own.map(({ name }) => name));
	const [creates, others] = [back.steps.filter(isCreate), back.steps.filter((step) => !isCreate(step))];
	const steps = [...creates, ...own, ...others.filter(({ name }) => !known.has(name))];
	return { steps, unchanged: plan.unchanged.filter((name) => !steps.some((step) => step.name === name)) };
}

function isCreate({ kind }: Step): boolean {
	return kind === "create";
}
