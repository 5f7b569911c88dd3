import type { Clock } from "@chronos-job/core";
import type { Settings } from "../engine/settings.ts";
import type { Capacity } from "../engine/state.ts";
import type { Executor } from "../executors/executor.ts";
import type { GpuReading } from "../gpus/gpu-tool.ts";
import type { Store } from "../stores/store.ts";

/** All that an engine works with; nothing of it is found out by itself. */
export interface EngineOptions {
	/** The engine's own from now on: it is released when the engine is closed. */
	readonly store: Store;
	/** Runs the jobs that need no container. */
	readonly executor: Executor;
	/** Runs those that do; without it they stay queued. */
	readonly containers?: Executor | undefined;
	/** How much of which GPU is used; without it nobody looks. */
	readonly measureGpus?: ((ids: readonly string[]) => Promise<ReadonlyMap<string, GpuReading>>) | undefined;
	readonly clock: Clock;
	readonly settings: Settings;
	readonly capacity: Capacity;
	/** Every attempt gets a directory in here. */
	readonly sandboxRoot: string;
	readonly retention: RetentionLimits;
	/** How long an attempt may take to end by itself after it was asked to. */
	readonly graceMs: number;
	/** A sleep that is over later than this is cut in pieces, so that a clock that was set or stood still is noticed. */
	readonly longestSleepMs: number;
	/** Hears of what went wrong and could not be told to anybody else. */
	readonly report: (problem: Problem) => void;
}

/** Infinity keeps everything. */
export interface RetentionLimits {
	readonly runsMs: number;
	readonly events: number;
	readonly sandboxesMs: number;
	/** Of all sandboxes together. */
	readonly sandboxBytes: number;
}

export interface Problem {
	readonly code:
		| "commit-failed"
		| "input-failed"
		| "recover-failed"
		| "stop-failed"
		| "prune-failed"
		| "request-failed";
	readonly error: unknown;
	/** The job, the task id or the type of the input that it is about. */
	readonly about: string;
}

const dayMs = 86_400_000;

export const defaultRetention: RetentionLimits = {
	runsMs: 90 * dayMs,
	events: 100_000,
	sandboxesMs: 7 * dayMs,
	sandboxBytes: 10 * 2 ** 30,
};
