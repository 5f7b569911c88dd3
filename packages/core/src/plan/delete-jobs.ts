import type { Job } from "@chronos-job/schemas";
import type { ChronosClient } from "../client/client.ts";
import { ChronosError, hasCode } from "../errors.ts";
import { type Doubt, doubtAbout } from "./doubt.ts";
import { guard } from "./guard.ts";
import { inLanes } from "./in-lanes.ts";
import type { Step } from "./plan.ts";
import { type Family, keepOrphans, reparent } from "./reparent.ts";
import { lookAt, type Look, unhurried, type Work } from "./work.ts";

export type DeleteStep = Extract<Step, { readonly kind: "delete" }>;

/** Deletes jobs that do not depend on each other, and gives their other children back what the server takes from them. */
export async function deleteJobs(work: Work, steps: readonly DeleteStep[], family: Family): Promise<void> {
	const { client, lanes } = work;
	const look = await lookAt(work, steps.length);
	const calm = unhurried(work);
	if (family.policy === "reparent") {
		// One after the other: two parents of one child must not write it at the same time.
		for (const step of steps) {
			work.signal?.throwIfAborted();
			await reparent(calm, { parent: step.current, family }, async () => {
				const gone = await deleteJob(calm, step, look);
				await verifyGone(calm, gone, (name) => client.jobs.find(name));
			});
		}
		return;
	}
	if (family.policy === "leave") await keepOrphans(work, steps, family);
	const deleting = await inLanes(steps, { lanes }, (step) => deleteJob(work, step, look));
	const lookAgain = await lookAt(calm, deleting.done.length);
	const verifying = await inLanes(deleting.done, { lanes }, (gone) => verifyGone(calm, gone, lookAgain));
	const failure = deleting.failure ?? verifying.failure;
	if (failure !== undefined) throw failure.error;
}

/** A job whose deletion the server has taken. */
interface Gone {
	readonly name: string;
	readonly before: Job;
	readonly doubt: Doubt | undefined;
}

async function deleteJob(work: Work, { name, current }: DeleteStep, look: Look): Promise<Gone> {
	work.signal?.throwIfAborted();
	const live = await look(name);
	// Whoever has deleted it meanwhile has done what was wanted.
	if (live === undefined) return { name, before: current, doubt: undefined };
	guard(name, current, live);
	await work.keep({ name, job: live, because: "deleted" });
	return { name, before: live, doubt: await sendDeletion(work.client, name) };
}

async function sendDeletion({ jobs }: ChronosClient, name: string): Promise<Doubt | undefined> {
	try {
		await jobs.delete(name);
		return undefined;
	} catch (error) {
		if (hasCode(error, "job.not-found")) return undefined;
		const doubt = doubtAbout(error);
		if (doubt === undefined) throw error;
		return doubt;
	}
}

async function verifyGone(work: Work, { name, before, doubt }: Gone, look: Look): Promise<void> {
	if (!(await isGone(work, { name, doubt }, look))) {
		throw doubt?.error ?? new ChronosError("job.altered", `the server took the deletion of ${name} and still has it`);
	}
	const answered = doubt === undefined ? {} : { answered: doubt.answered };
	work.report({ kind: "deleted", name, before, after: undefined, startsAgain: false, ...answered });
}

async function isGone(work: Work, { name, doubt }: Pick<Gone, "name" | "doubt">, look: Look): Promise<boolean> {
	const { client, clock, signal } = work;
	try {
		if ((await look(name)) === undefined) return true;
		for (const pauseMs of pausesMs) {
			await clock.sleep(pauseMs, signal);
			signal?.throwIfAborted();
			if ((await client.jobs.find(name, { signal })) === undefined) return true;
		}
		return false;
	} catch (error) {
		throw doubt === undefined || signal?.aborted === true ? error : doubt.error;
	}
}

const pausesMs = [50, 100, 200, 400, 800, 1600];
