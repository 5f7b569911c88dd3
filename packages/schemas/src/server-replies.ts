import { z } from "zod";
import type { Immutable } from "./immutable.ts";

export const Leader = z.object({
	/** `host:port`; empty while there is none. */
	leader: z.string(),
});
export type Leader = Immutable<z.infer<typeof Leader>>;

/** How a 3.x server says no, if it says anything at all (contract §1.3). */
export const ApiResult = z.object({
	/** A short sentence or a whole Java stack trace. */
	message: z.string(),
	status: z.string(),
});
export type ApiResult = Immutable<z.infer<typeof ApiResult>>;

const metrics = z.record(z.string(), z.record(z.string(), z.unknown()));

export const Metrics = z.object({
	version: z.string(),
	gauges: metrics,
	counters: metrics,
	histograms: metrics,
	meters: metrics,
	timers: metrics,
});
export type Metrics = Immutable<z.infer<typeof Metrics>>;

/** What a task tells about its progress (contract §1.4.10). */
export const Progress = z.strictObject({ numAdditionalElementsProcessed: z.int().min(0) });
export type Progress = Immutable<z.infer<typeof Progress>>;
