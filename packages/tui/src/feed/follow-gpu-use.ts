import { ChronosError, type GpuUse, type LocalReader, runningIn } from "@chronos-job/core";
import type { GpuUses } from "../state/job-row.ts";
import type { Feeding } from "./open-feed.ts";

/** Tells how much jobs that run use of their GPUs; while none does, nothing is asked. */
export async function followGpuUse(feeding: Feeding, local: LocalReader, signal: AbortSignal): Promise<void> {
	const { clock, wishes, teller } = feeding;
	while (!signal.aborted) {
		if (!wishes.isPaused) teller.gpuUses(await readUses(feeding, local, signal));
		// oxlint-disable-next-line eslint/no-await-in-loop -- that is what is waited for
		await clock.sleep(everyMs, signal);
	}
}

// As often as a server of ours looks.
const everyMs = 5000;

/** One for each attempt under way, by job. */
async function readUses({ teller }: Feeding, local: LocalReader, signal: AbortSignal): Promise<GpuUses> {
	const names = teller.known().flatMap(({ name, job, summary }) => {
		const isWanted = (job?.gpus ?? 0) > 0 && summary !== undefined && runningIn(summary) > 0;
		return isWanted ? [name] : [];
	});
	const uses = new Map<string, readonly GpuUse[]>();
	for (const name of names.slice(0, mostJobs)) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- one question at a time
		const found = await usesOf(name, local, signal);
		if (found.length > 0) uses.set(name, found);
	}
	return uses;
}

/** A machine has no more GPUs than that, as a rule. */
const mostJobs = 16;

async function usesOf(job: string, local: LocalReader, signal: AbortSignal): Promise<readonly GpuUse[]> {
	try {
		const runs = await local.runs({ job, limit: mostRuns }, { signal });
		const live = runs.flatMap(({ attempts }) => attempts.filter(({ phase }) => phase === "running"));
		return live.flatMap(({ gpuUse }) => gpuUse ?? []);
	} catch (error) {
		// What is wrong with the server is told by who asks for the jobs.
		if (error instanceof ChronosError || signal.aborted) return [];
		throw error;
	}
}

const mostRuns = 20;
