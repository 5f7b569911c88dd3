import { z } from "zod";
import type { Immutable } from "./immutable.ts";

export const Percentile = z.enum([
	"99thPercentile",
	"98thPercentile",
	"95thPercentile",
	"75thPercentile",
	"median",
	"mean",
]);
export type Percentile = z.infer<typeof Percentile>;

/** How long successful runs took, time in the queue included, since the leader started (contract §1.4.11). */
export const Histogram = z.object({
	"75thPercentile": z.number(),
	"95thPercentile": z.number(),
	"98thPercentile": z.number(),
	"99thPercentile": z.number(),
	median: z.number(),
	/** Really the median. */
	mean: z.number(),
	/** Stops at 1028. */
	count: z.number(),
});
export type Histogram = Immutable<z.infer<typeof Histogram>>;

export const TaskStat = z.object({
	taskId: z.string(),
	jobName: z.string(),
	slaveId: z.string(),
	/** `MM/dd/yy HH:mm:ss` in the zone of the server, or `N/A`. */
	startTime: z.string(),
	endTime: z.string(),
	duration: z.string().optional(),
	status: z.string(),
	numElementsProcessed: z.number().optional(),
});
export type TaskStat = Immutable<z.infer<typeof TaskStat>>;

export const JobStat = z.object({
	/** Milliseconds. */
	histogram: Histogram,
	/** Empty unless the server has a Cassandra database. */
	taskStatHistory: z.array(TaskStat),
});
export type JobStat = Immutable<z.infer<typeof JobStat>>;

/** One percentile of every job, slowest first. */
export const PercentileStats = z.array(
	z.object({
		jobNameLabel: z.string(),
		/** Seconds, unlike in a histogram. */
		time: z.number(),
	}),
);
export type PercentileStats = Immutable<z.infer<typeof PercentileStats>>;
