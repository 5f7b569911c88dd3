import { countersOf, type Job, type JobSpec, specOf } from "@chronos-job/schemas";

/** A job as another one is to be made from it: with what only 2.x servers know, and, if wanted, with its counters. */
export function wholeSpecOf(job: Job, { hasCounters }: { readonly hasCounters: boolean }): JobSpec {
	const { epsilon, async } = job;
	const { gpus, maxCompletionTime, ...spec } = specOf(job);
	return {
		...spec,
		// A build that does not know them would take a zero for a field that it has lost.
		...(gpus !== undefined && gpus > 0 && { gpus }),
		...(maxCompletionTime !== undefined && maxCompletionTime > 0 && { maxCompletionTime }),
		...(epsilon !== undefined && { epsilon }),
		...(async !== undefined && { async }),
		...(hasCounters && countersOf(job)),
	};
}
