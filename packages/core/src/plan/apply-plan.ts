import type { ChronosClient } from "../client/client.ts";
import type { Clock } from "../clock.ts";
import { deleteJobs, type DeleteStep } from "./delete-jobs.ts";
import type { Nudge } from "./nudge.ts";
import type { Plan, Step } from "./plan.ts";
import { refuseOrphans } from "./reparent.ts";
import { wavesOf } from "./waves-of.ts";
import type { AppliedStep, KeptDefinition, Work } from "./work.ts";
import { writeInOrder } from "./write-in-order.ts";
import type { WriteStep } from "./write-jobs.ts";

export interface Applied {
	/** In the order in which they were done. */
	readonly steps: readonly AppliedStep[];
	/** What was done besides, so that jobs which were held back run now. */
	readonly nudge?: Nudge;
}

export interface ApplyOptions {
	readonly clock: Clock;
	readonly signal?: AbortSignal | undefined;
	/** Awaited before a definition is overwritten or deleted; when it fails, nothing is written. */
	keep?(definition: KeptDefinition): Promise<void>;
	/** Told as soon as a step is done and has been verified. */
	onStep?(applied: AppliedStep): void;
	/** How many jobs to write at a time; 8 when absent. */
	readonly concurrency?: number | undefined;
	/** What becomes of children of deleted jobs that are not deleted themselves; refused when absent. */
	readonly children?: "refuse" | "reparent" | "leave" | undefined;
}

/** Does what a plan says, parents first, and holds the server to it; the first step that fails is the last. */
export async function applyPlan(client: ChronosClient, plan: Plan, options: ApplyOptions): Promise<Applied> {
	const steps: AppliedStep[] = [];
	const work: Work = {
		client,
		clock: options.clock,
		signal: options.signal,
		lanes: options.concurrency ?? 8,
		keep: keepOnce(options),
		report: (step) => {
			steps.push(step);
			options.onStep?.(step);
		},
	};
	const policy = options.children ?? "refuse";
	const deletions = plan.steps.filter(isDeletion);
	if (deletions.length > 0 && policy === "refuse") refuseOrphans(plan, await client.jobs.list({ signal: work.signal }));
	const nudge = await writeInOrder(work, plan.steps.filter(isWrite));
	const doomed = new Set(deletions.map(({ name }) => name));
	for (const wave of wavesOf(deletions, childrenAmong(deletions))) await deleteJobs(work, wave, { policy, doomed });
	return { steps, ...(nudge !== undefined && { nudge }) };
}

/** As a job was before the plan: deleting several of its parents rewrites it several times. */
function keepOnce(options: ApplyOptions): Work["keep"] {
	const kept = new Set<string>();
	return async (definition) => {
		if (kept.has(definition.name)) return;
		kept.add(definition.name);
		await options.keep?.(definition);
	};
}

function isWrite(step: Step): step is WriteStep {
	return step.kind !== "delete";
}

function isDeletion(step: Step): step is DeleteStep {
	return step.kind === "delete";
}

/** The children of a job that are deleted before it. */
function childrenAmong(deletions: readonly DeleteStep[]): (step: DeleteStep) => readonly string[] {
	const pairs = deletions.flatMap(({ name, current }) => (current.parents ?? []).map((parent) => ({ parent, name })));
	const children = Map.groupBy(pairs, ({ parent }) => parent);
	return ({ name }) => (children.get(name) ?? []).map((pair) => pair.name);
}
