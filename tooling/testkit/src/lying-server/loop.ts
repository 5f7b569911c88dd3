import { isScheduleDue } from "./launch-schedule.ts";
import { type Entry, findEntry, type Memory, registeredEntries } from "./memory.ts";
import { parentsOf } from "./stored-job.ts";

/** Takes new jobs into the graph and queues what is due (contract §5.1), of the jobs for which it is awake. */
export function runLoop(memory: Memory, isAwake: (name: string) => boolean): void {
	const waiting = [...memory.entries.values()].filter(
		(entry) => !entry.isRegistered && !entry.isGhost && isAwake(entry.job.name),
	);
	register(memory, waiting);
	for (const entry of registeredEntries(memory))
		if (isAwake(entry.job.name) && isDue(entry, memory.now())) entry.state = "queued";
}

/** A job without all its parents is nowhere to be seen; each that is there may be what another waits for. */
function register(memory: Memory, waiting: readonly Entry[]): void {
	for (const entry of waiting)
		entry.isRegistered = parentsOf(entry.job).every((parent) => findEntry(memory, parent) !== undefined);
	const left = waiting.filter(({ isRegistered }) => !isRegistered);
	if (left.length < waiting.length) register(memory, left);
}

function isDue({ job, state }: Entry, now: number): boolean {
	const schedule = job["schedule"];
	return typeof schedule === "string" && state === "idle" && job["disabled"] !== true && isScheduleDue(schedule, now);
}
