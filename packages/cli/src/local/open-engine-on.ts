import { systemClock } from "@chronos-job/core";
import { defaultRetention, type Engine, type Problem, startLocal, type Store } from "@chronos-job/local";
import type { Host } from "../host.ts";
import type { Opening } from "./open-server.ts";
import { type Machine, readMachine } from "./read-machine.ts";

export interface OpenEngine {
	readonly engine: Engine;
	/** How attempts are kept within what they asked for, in words. */
	readonly limits: string;
	/** Whom jobs run as that do not say. */
	readonly userName: string;
	readonly hostName: string;
	readonly close: Engine["close"];
}

/** An engine that runs jobs on this machine. */
export async function openEngineOn(
	store: Store,
	host: Host,
	{ state, options, log }: Pick<Opening, "state" | "options" | "log">,
): Promise<OpenEngine> {
	const closing = new AbortController();
	const { signal } = closing;
	try {
		const machine = await readMachine(host, { state, options, signal });
		const { executor, containers, capacity, measureGpus, limits, hostName, userName } = machine;
		const { engine } = await startLocal({
			store,
			executor,
			containers,
			capacity,
			measureGpus,
			clock: systemClock,
			settings: {
				rules: { faithful: options.faithful },
				hostname: hostName,
				catchUp: options.catchUp,
				...(options.failureRetryMs !== undefined && { failureRetryMs: options.failureRetryMs }),
			},
			sandboxRoot: state.sandboxes,
			currentUser: userName,
			retention: defaultRetention,
			report: (problem) => log(problemText(problem)),
		});
		if (capacity.isLookingForGpus === true) void completeCapacity(engine, { ...machine, signal, log });
		const close: Engine["close"] = (how) => {
			closing.abort();
			return engine.close(how);
		};
		return { engine, limits, userName, hostName, close };
	} catch (error) {
		closing.abort();
		store[Symbol.dispose]();
		throw error;
	}
}

interface Completion extends Pick<Machine, "complete">, Pick<Opening, "log"> {
	readonly signal: AbortSignal;
}

/** Tells the engine of the GPUs when their driver has told of them. */
async function completeCapacity(engine: Engine, { complete, signal, log }: Completion): Promise<void> {
	const { cpus, memMb, diskMb, gpus, gpuFacts = [], gpusBecause = "", containers } = await complete;
	if (signal.aborted) return;
	await engine
		.tell({ type: "capacity.changed", capacity: { cpus, memMb, diskMb, gpus, gpuFacts, gpusBecause, containers } })
		.catch((error: unknown) => log(`the GPUs are not used: ${String(error)}`));
}

function problemText({ code, about, error }: Problem): string {
	return `${code} (${about}): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
