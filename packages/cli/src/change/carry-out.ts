import { type Applied, applyPlan, type ChronosClient, type Nudge, type Plan } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import { keepDefinitions } from "../definitions/keep-definitions.ts";
import { openHaul } from "./open-haul.ts";
import { openLine } from "./open-line.ts";
import { type StepEvent, stepEventOf } from "./step-event.ts";

export interface CarryOutOptions {
	/** What becomes of children of deleted jobs that stay. */
	readonly children?: "refuse" | "reparent" | "leave";
	/** What to call it when a job becomes another one. */
	readonly word?: StepEvent["kind"];
	/** The job that is deleted because it goes on under another name. */
	readonly renamed?: { readonly from: string; readonly to: string } | undefined;
}

/** Does what a plan says, tells each step, and keeps every definition that is lost by it. */
export async function carryOut(
	session: Pick<Session<StepEvent>, "host" | "emit"> & Partial<Pick<Session, "note" | "permitChanges" | "progress">>,
	client: ChronosClient,
	{ plan, word, renamed, ...options }: CarryOutOptions & { readonly plan: Plan },
): Promise<Applied> {
	const { host, emit } = session;
	// Nothing is kept of changes that are not made.
	if (plan.steps.length > 0) await session.permitChanges?.();
	const planned = new Map(plan.steps.map((step) => [step.name, step]));
	const names = plan.steps.map(({ name }) => name);
	using line = openLine(names, (event: StepEvent): void =>
		emit(word === undefined || event.kind === "deleted" ? event : { ...event, kind: word }),
	);
	using haul = openHaul(session, client, names);
	const applying = applyPlan(haul.client, plan, {
		clock: { now: host.now, sleep: host.sleep },
		signal: haul.signal,
		keep: keepDefinitions(host, client.target, renamed),
		onStep(step) {
			line.add(step.name, stepEventOf(step, planned.get(step.name)));
			haul.verified(step.name);
		},
		...options,
	});
	const applied = await applying.catch((error: unknown) => Promise.reject(haul.explain(error)));
	if (applied.nudge !== undefined) session.note?.(nudgeNote(applied.nudge));
	return applied;
}

function nudgeNote({ job, outcome }: Nudge): string {
	if (outcome === "gone") return `${job} came and went, so that the server looks at its jobs now`;
	if (outcome === "left") return `${job} was to wake the server and may still be there; it never runs`;
	return "the server looks at jobs that were enabled when it wakes next: within a minute, or when another job is due";
}
