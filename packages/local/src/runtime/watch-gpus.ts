import type { Clock, GpuUse } from "@chronos-job/core";
import { findIn, valuesOf } from "../engine/ordered-map.ts";
import type { Attempt, EngineState } from "../engine/state.ts";
import { emptyTally, type GpuTally, useOf, withReadings } from "../gpus/gpu-use.ts";
import type { EngineOptions } from "./engine-options.ts";

export interface GpuWatchOptions extends Pick<EngineOptions, "measureGpus"> {
	readonly clock: Clock;
	readonly state: () => EngineState;
	/** Fires when nobody wants to know any more. */
	readonly ended: AbortSignal;
}

/** Looks at GPUs while attempts have some, and at no other time. */
export interface GpuWatch {
	/** To be told when an attempt may have got one, or given it back. */
	rearm(): void;
	/** Of one that is under way; undefined while nobody has looked. */
	readonly useOf: (taskId: string) => GpuUse | undefined;
}

export function watchGpus(options: GpuWatchOptions): GpuWatch {
	const { state, ended } = options;
	const tallies = new Map<string, GpuTally>();
	let idle: AbortController | undefined;
	const watch = async (): Promise<void> => {
		idle = new AbortController();
		await lookRegularly(options, tallies, AbortSignal.any([ended, idle.signal]));
		tallies.clear();
		idle = undefined;
		// Somebody may have got a GPU while the last look took its time.
		rearm();
	};
	const rearm = (): void => {
		const isWanted = options.measureGpus !== undefined && state().usedDevices.size > 0;
		if (!isWanted) idle?.abort("idle");
		else if (idle === undefined && !ended.aborted) void watch();
	};
	return {
		rearm,
		useOf: (taskId) => {
			const tally = tallies.get(taskId);
			const attempt = findIn(state().attempts, taskId);
			return tally && attempt && useOf(tally, havingOf(attempt, state()));
		},
	};
}

async function lookRegularly(
	options: GpuWatchOptions,
	tallies: Map<string, GpuTally>,
	over: AbortSignal,
): Promise<void> {
	let pauseMs = firstPauseMs;
	for (;;) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await options.clock.sleep(pauseMs, over);
		if (over.aborted) return;
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		const isAnswered = await look(options, tallies);
		// What a driver that hangs was asked with may hang for good.
		pauseMs = isAnswered ? usualPauseMs : Math.min(longestPauseMs, Math.max(usualPauseMs, pauseMs * 2));
	}
}

const firstPauseMs = 1000;
const usualPauseMs = 5000;
const longestPauseMs = 600_000;

async function look(options: GpuWatchOptions, tallies: Map<string, GpuTally>): Promise<boolean> {
	const { clock, state, measureGpus } = options;
	const readings = await measureGpus?.([...state().usedDevices]).catch(() => undefined);
	const attempts = [...valuesOf(state().attempts)].filter(hasGpus);
	const live = new Set(attempts.map(({ taskId }) => taskId));
	for (const taskId of tallies.keys()) if (!live.has(taskId)) tallies.delete(taskId);
	if (readings === undefined || readings.size === 0) return false;
	const now = clock.now();
	for (const { taskId, startedAt = now, devices } of attempts) {
		// What an earlier server saw of it is forgotten.
		const before = tallies.get(taskId) ?? emptyTally(Math.max(startedAt, now - usualPauseMs));
		const own = devices.flatMap((id) => readings.get(id) ?? []);
		tallies.set(taskId, withReadings(before, own, now));
	}
	return true;
}

function hasGpus({ phase, devices }: Attempt): boolean {
	return phase === "running" && devices.length > 0;
}

function havingOf(
	{ devices }: Attempt,
	{ capacity: { gpuFacts = [] } }: EngineState,
): { readonly gpus: number; readonly totalMemMb: number | undefined } {
	const known = devices.map((id) => gpuFacts.find((gpu) => gpu.id === id)?.memMb);
	const totalMemMb = known.reduce<number | undefined>(
		(sum, memMb) => (sum === undefined || memMb === undefined ? undefined : sum + memMb),
		0,
	);
	return { gpus: devices.length, totalMemMb };
}
