import { setImmediate } from "node:timers/promises";
import { valuesOf } from "../engine/ordered-map.ts";
import type { Workings } from "./workings.ts";

/** Stores what has been told, and leaves what runs running unless it is told to stop it. */
export async function closeEngine(workings: Workings, { stopJobs }: { readonly stopJobs: boolean }): Promise<void> {
	const { groups, attempts, bell, end, options } = workings;
	if (stopJobs) await stopAttempts(workings);
	groups.flush();
	// Who reads events gets the last ones.
	await setImmediate();
	// What cannot be stored now is found in the sandboxes when the next engine opens.
	groups.flush();
	end.abort();
	attempts.releaseAll();
	bell.ring();
	options.store[Symbol.dispose]();
}

async function stopAttempts({ groups, attempts, options: { clock, graceMs } }: Workings): Promise<void> {
	for (const executor of ["process", "container"] as const) {
		groups.note({ type: "executor.changed", executor, unavailable: "the server is stopping" });
	}
	for (const { job, running } of valuesOf(groups.state.jobs)) {
		if (running.length > 0) groups.note({ type: "tasks.killed", name: job.name });
	}
	groups.flush();
	// Those that were not stopped by that belong to jobs that are gone, or the store cannot be written.
	attempts.stopAll();
	const patience = new AbortController();
	void clock.sleep(graceMs + unkillableMs, patience.signal).then(() => patience.abort());
	await attempts.whenIdle(patience.signal);
	patience.abort();
}

/** How long something that KILL does not end at once is waited for. */
const unkillableMs = 10_000;
