import {
	type Engine,
	type EngineState,
	findRun,
	reasonText,
	totalOf,
	valuesOf,
	whyNotRunning,
} from "@chronos-job/local";
import type { Opening } from "./open-server.ts";
import type { GpuStatus, QueuedJob, ServerStatus } from "./server-status.ts";

export interface ServerSelf {
	readonly pid: number;
	readonly version: string;
	readonly startedAt: number;
	readonly socket: string;
	readonly url?: string;
	readonly limits: string;
	readonly opening: Pick<Opening, "state" | "options" | "given">;
}

type Told = Pick<Engine, "state" | "containersBy">;

/** What a server says about itself. */
export function statusOf(engine: Told, self: ServerSelf, now: number): ServerStatus {
	const { state } = engine;
	const { pid, version, startedAt, socket, url, limits, opening } = self;
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
		queued: firstQueued(state, now),
		total: totalOf(state.capacity),
		isLookingForGpus: state.capacity.isLookingForGpus ?? false,
		used: { ...state.used, gpus: state.usedDevices.size },
		gpus: gpusOf(state),
		gpusBecause: state.capacity.gpusBecause ?? "",
		containersBy: engine.containersBy(),
		unavailable: Object.fromEntries(state.unavailable),
		limits,
	};
}

function gpusOf({ capacity: { gpus, gpuFacts = [] }, attempts }: EngineState): readonly GpuStatus[] {
	const owners = new Map([...valuesOf(attempts)].flatMap(({ devices, job }) => devices.map((id) => [id, job])));
	return gpus.map((id) => {
		const { index, model, memMb, driver, cuda } = gpuFacts.find((gpu) => gpu.id === id) ?? {};
		return { id, index, model, memMb, driver, cuda, job: owners.get(id) };
	});
}

/** The names of jobs with attempts under way. */
export function runningJobs({ attempts }: EngineState): readonly string[] {
	const live = [...valuesOf(attempts)].filter(({ phase }) => phase !== "ended");
	return [...new Set(live.map(({ job }) => job))].toSorted();
}

/** In the order in which they are served; those that wait for something lasting come last. */
function firstQueued(state: EngineState, now: number): readonly QueuedJob[] {
	const runs = [state.queue, state.parked].flatMap((queue) => firstOf(valuesOf(queue), mostShown));
	const jobs = runs.flatMap((id) => findRun(state, id)?.job ?? []);
	return jobs.slice(0, mostShown).map((job) => {
		// The last repetition is used up as soon as its run is queued.
		const reason = whyNotRunning(state, job, now).find(({ type }) => type !== "exhausted");
		return { job, why: reason === undefined ? "It is next." : reasonText(reason) };
	});
}

function firstOf<T>(values: Iterable<T>, count: number): readonly T[] {
	const found: T[] = [];
	for (const value of values) {
		if (found.length >= count) break;
		found.push(value);
	}
	return found;
}

const mostShown = 3;

function countJobs({ jobs }: EngineState): ServerStatus["jobs"] {
	const all = [...valuesOf(jobs)];
	return { all: all.length, disabled: all.filter(({ job }) => job.disabled).length };
}

function countRuns({ runs }: EngineState): ServerStatus["runs"] {
	const phases = Map.groupBy(valuesOf(runs), ({ phase }) => phase);
	const count = (phase: "queued" | "waiting" | "live") => phases.get(phase)?.length ?? 0;
	return { queued: count("queued"), waiting: count("waiting"), live: count("live") };
}
