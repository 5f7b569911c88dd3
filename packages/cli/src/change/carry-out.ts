import { type Applied, applyPlan, type ChronosClient, type Plan } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import { keepDefinitions } from "../definitions/keep-definitions.ts";
import { openLine } from "./open-line.ts";
import { type StepEvent, stepEventOf } from "./step-event.ts";

export interface CarryOutOptions {
	/** What becomes of children of deleted jobs that stay. */
	readonly children?: "refuse" | "reparent" | "leave";
	/** What to call it when a job becomes another one. */
	readonly word?: StepEvent["kind"];
}

/** Does what a plan says, tells each step, and keeps every definition that is lost by it. */
export async function carryOut(
	session: Pick<Session<StepEvent>, "host" | "emit">,
	client: ChronosClient,
	{ plan, word, ...options }: CarryOutOptions & { readonly plan: Plan },
): Promise<Applied> {
	const { host, emit } = session;
	const planned = new Map(plan.steps.map((step) => [step.name, step]));
	using line = openLine(
		plan.steps.map(({ name }) => name),
		(event: StepEvent): void => emit(word === undefined ? event : { ...event, kind: word }),
	);
	return await applyPlan(client, plan, {
		clock: { now: host.now, sleep: host.sleep },
		signal: host.signal,
		keep: keepDefinitions(host, client.target),
		onStep: (applied) => line.add(applied.name, stepEventOf(applied, planned.get(applied.name))),
		...options,
	});
}
