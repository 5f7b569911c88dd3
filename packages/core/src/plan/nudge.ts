import { ChronosError } from "../errors.ts";
import { deleteJobs } from "./delete-jobs.ts";
import { type Sent, sendJob } from "./send-job.ts";
import { verifyJob } from "./verify-job.ts";
import { unhurried, type Work } from "./work.ts";

/** A job that came and went only to wake a server. */
export interface Nudge {
	readonly job: string;
	/** `refused`: it never was there; `left`: it may still be. */
	readonly outcome: "gone" | "left" | "refused";
}

/** Makes a server look at its jobs now; undefined for those that do so anyway, or cannot be made to. */
export async function nudge(work: Work): Promise<Nudge | undefined> {
	const { server } = work.client;
	// A loop that sleeps is woken by new jobs and by nothing else; older servers look at fixed times (contract §4.12, §5.1).
	if ((await server.local()) !== undefined || (await server.dialect()) !== "3.x") return undefined;
	// What comes has to go, whoever has lost patience; and it is nobody's step.
	const quiet: Work = { ...unhurried(work), keep: async () => undefined, report: () => undefined };
	const name = `chronos-job-nudge-${Math.random().toString(36).slice(2, 10)}`;
	const sent = await sendDummy(quiet, name);
	if (sent === undefined) return { job: name, outcome: "refused" };
	return { job: name, outcome: (await takeBack(quiet, sent)) ? "gone" : "left" };
}

async function sendDummy(work: Work, name: string): Promise<Sent | undefined> {
	const spec = {
		name,
		command: "true",
		description: "Woke the scheduler; it never runs and can be deleted.",
		schedule: "R1/2100-01-01T00:00:00Z/P1Y",
		retries: 0,
		disabled: true,
	};
	return expectFailure(() => sendJob(work, { name, spec, before: undefined }));
}

/** It can be deleted as soon as it is shown. */
async function takeBack(work: Work, sent: Sent): Promise<boolean> {
	const { name } = sent;
	const doomed = new Set([name]);
	const gone = await expectFailure(async () => {
		const current = await verifyJob(work, sent, (job) => work.client.jobs.find(job));
		await deleteJobs(work, [{ kind: "delete", name, current }], { policy: "refuse", doomed });
		return doomed;
	});
	return gone !== undefined;
}

/** The jobs are as they should be, whatever becomes of this one. */
async function expectFailure<Out>(task: () => Promise<Out>): Promise<Out | undefined> {
	try {
		return await task();
	} catch (error) {
		if (error instanceof ChronosError) return undefined;
		throw error;
	}
}
