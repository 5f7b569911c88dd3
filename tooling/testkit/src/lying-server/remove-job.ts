import { entryOf, type Memory } from "./memory.ts";
import { parentsOf, type StoredJob } from "./stored-job.ts";

/** Deletes a job and does to its children what Chronos does. */
export function removeJob(memory: Memory, name: string): void {
	const { job } = entryOf(memory, name);
	memory.entries.delete(name);
	for (const entry of memory.entries.values())
		if (parentsOf(entry.job).includes(name)) entry.job = orphaned(entry.job, job);
}

/** A child loses a lot when its parent had a schedule (contract §3.6). */
function orphaned(child: StoredJob, parent: StoredJob): StoredJob {
	if (parent["schedule"] === undefined) {
		const others = parentsOf(child).filter((name) => name !== parent.name);
		return { ...child, parents: [...new Set([...others, ...parentsOf(parent)])] };
	}
	const { parents: _, container: __, ...kept } = child;
	const { schedule, scheduleTimeZone } = parent;
	return { ...kept, ...lost, name: child.name, schedule, scheduleTimeZone };
}

const lost = {
	ownerName: "",
	description: "",
	runAsUser: "",
	environmentVariables: [],
	shell: true,
	arguments: [],
	dataProcessingJobType: false,
	constraints: [],
	concurrent: false,
	errorsSinceLastSuccess: 0,
};
