import { type EngineState, valuesOf } from "@chronos-job/local";
import type { Opening } from "./open-server.ts";
import type { ServerStatus } from "./server-status.ts";

export interface ServerSelf {
	readonly pid: number;
	readonly version: string;
	readonly startedAt: number;
	readonly socket: string;
	readonly url?: string;
	readonly limits: string;
	readonly opening: Pick<Opening, "state" | "options" | "given">;
}

/** What a server says about itself. */
export function statusOf(state: EngineState, self: ServerSelf): ServerStatus {
	const { pid, version, startedAt, socket, url, limits, opening } = self;
	const { cpus, memMb, diskMb, gpus, isLookingForGpus = false } = state.capacity;
	return {
		pid,
		startedAt,
		version,
		dialect: opening.options.dialect,
		state: opening.state.path,
		socket,
		url,
		options: opening.given,
		jobs: countJobs(state),
		runs: countRuns(state),
		running: runningJobs(state),
		total: { cpus, memMb, diskMb, gpus: gpus.length },
		isLookingForGpus,
		used: { ...state.used, gpus: state.usedDevices.size },
		limits,
	};
}

/** The names of jobs with attempts under way. */
export function runningJobs({ attempts }: EngineState): readonly string[] {
	const live = [...valuesOf(attempts)].filter(({ phase }) => phase !== "ended");
	return [...new Set(live.map(({ job }) => job))].toSorted();
}

function countJobs({ jobs }: EngineState): ServerStatus["jobs"] {
	const all = [...valuesOf(jobs)];
	return { all: all.length, disabled: all.filter(({ job }) => job.disabled).length };
}

function countRuns({ runs }: EngineState): ServerStatus["runs"] {
	const phases = Map.groupBy(valuesOf(runs), ({ phase }) => phase);
	const count = (phase: "queued" | "waiting" | "live") => phases.get(phase)?.length ?? 0;
	return { queued: count("queued"), waiting: count("waiting"), live: count("live") };
}
