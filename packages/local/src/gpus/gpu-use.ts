import type { GpuUse } from "@chronos-job/core";
import type { GpuReading } from "./gpu-tool.ts";

/** What was seen of one attempt. */
export interface GpuTally {
	readonly at: number;
	/** For so long it was known how busy they are. */
	readonly knownMs: number;
	readonly percentMs: number;
	readonly latestPercent?: number | undefined;
	readonly latestMemMb?: number | undefined;
	readonly mostMemMb?: number | undefined;
}

/** Nothing has been seen of an attempt that began then. */
export function emptyTally(at: number): GpuTally {
	return { at, knownMs: 0, percentMs: 0 };
}

/** What was seen now is taken to be so since the last look. */
export function withReadings(tally: GpuTally, readings: readonly GpuReading[], now: number): GpuTally {
	const passedMs = Math.max(1, now - tally.at);
	const latestPercent = averageOf(readings.flatMap(({ utilPercent }) => utilPercent ?? []));
	const latestMemMb = sumOf(readings.flatMap(({ memMb }) => memMb ?? []));
	return {
		at: now,
		knownMs: tally.knownMs + (latestPercent === undefined ? 0 : passedMs),
		percentMs: tally.percentMs + (latestPercent ?? 0) * passedMs,
		latestPercent: latestPercent ?? tally.latestPercent,
		latestMemMb: latestMemMb ?? tally.latestMemMb,
		mostMemMb: maxOf(tally.mostMemMb, latestMemMb),
	};
}

/** Undefined where nothing was seen. */
export function useOf(
	{ knownMs, percentMs, latestPercent, latestMemMb, mostMemMb }: GpuTally,
	{ gpus, totalMemMb }: Pick<GpuUse, "gpus"> & { readonly totalMemMb: number | undefined },
): GpuUse | undefined {
	if (knownMs === 0 && mostMemMb === undefined) return undefined;
	return {
		gpus,
		...rounded("averagePercent", knownMs === 0 ? undefined : percentMs / knownMs),
		...rounded("latestPercent", latestPercent),
		...rounded("mostMemMb", mostMemMb),
		...rounded("latestMemMb", latestMemMb),
		...rounded("totalMemMb", totalMemMb),
	};
}

/** What is worth keeping when the attempt is over. */
export function lastingUseOf({ gpus, averagePercent, mostMemMb, totalMemMb }: GpuUse): GpuUse {
	return {
		gpus,
		...rounded("averagePercent", averagePercent),
		...rounded("mostMemMb", mostMemMb),
		...rounded("totalMemMb", totalMemMb),
	};
}

function rounded(name: keyof GpuUse, value: number | undefined): Partial<GpuUse> {
	return value === undefined ? {} : { [name]: Math.round(value) };
}

function sumOf(values: readonly number[]): number | undefined {
	return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
}

function averageOf(values: readonly number[]): number | undefined {
	const sum = sumOf(values);
	return sum === undefined ? undefined : sum / values.length;
}

function maxOf(a: number | undefined, b: number | undefined): number | undefined {
	return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}
