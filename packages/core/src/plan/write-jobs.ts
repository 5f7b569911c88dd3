import type { Job } from "@chronos-job/schemas";
import { guard } from "./guard.ts";
import { inLanes } from "./in-lanes.ts";
import { keepProgress, keepsProgress } from "./keep-progress.ts";
import type { Step } from "./plan.ts";
import { type Sent, sendJob } from "./send-job.ts";
import { verifyJob } from "./verify-job.ts";
import { type AppliedStep, lookAt, type Look, unhurried, type Work } from "./work.ts";

export type WriteStep = Exclude<Step, { readonly kind: "delete" }>;

export interface Written {
	readonly step: WriteStep;
	readonly sent: Sent;
	/** As the server has it. */
	readonly after: Job;
}

/** Creates and replaces jobs that do not depend on each other; what was sent before one failed is verified as well. */
export async function writeJobs(
	work: Work,
	steps: readonly WriteStep[],
	onWritten: (written: Written) => void,
): Promise<void> {
	const look = await lookAt(work, steps.length);
	const sending = await inLanes(steps, { lanes: work.lanes }, async (step) => ({
		step,
		sent: await writeJob(work, step, look),
	}));
	const calm = unhurried(work);
	const lookAgain = await lookAt(calm, sending.done.length);
	const verifying = await inLanes(sending.done, { lanes: work.lanes }, async ({ step, sent }) => {
		onWritten({ step, sent, after: await verifyJob(calm, sent, lookAgain) });
	});
	const failure = sending.failure ?? verifying.failure;
	if (failure !== undefined) throw failure.error;
}

/** What is told about a job that was written. */
export function appliedStepOf({ step, sent: { name, before, doubt }, after }: Written): AppliedStep {
	return {
		kind: before === undefined ? "created" : "updated",
		name,
		before,
		after,
		startsAgain: step.kind === "update" && step.startsAgain,
		...(doubt === undefined ? {} : { answered: doubt.answered }),
	};
}

async function writeJob(work: Work, step: WriteStep, look: Look): Promise<Sent> {
	work.signal?.throwIfAborted();
	const { name } = step;
	const before = await look(name);
	if (step.kind === "create") {
		guard(name, undefined, before);
		return sendJob(unhurried(work), { name, spec: step.spec, before });
	}
	guard(name, step.current, before);
	if (before !== undefined) await work.keep({ name, job: before, because: "updated" });
	// The job may have been launched since the plan was made.
	const isCarriedOn = before !== undefined && keepsProgress(step.spec, step.current);
	return sendJob(unhurried(work), { name, spec: isCarriedOn ? keepProgress(step.spec, before) : step.spec, before });
}
