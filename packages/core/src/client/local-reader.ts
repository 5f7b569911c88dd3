import type { Activity } from "@chronos-job/schemas";
import type { GpuUse } from "../gpus/gpu-use.ts";
import type { CallOptions } from "./client.ts";

/** What a Chronos of ours tells about itself. */
export interface LocalServerFacts {
	readonly version: string;
	/** What was learnt from a server with another id is worth nothing here. */
	readonly storeId: string;
	readonly lastEventId: number;
}

export type LocalOutcome = "succeeded" | "failed" | "killed" | "lost" | "dropped";

/** Times are milliseconds since the epoch. */
export interface LocalRun {
	readonly id: number;
	readonly job: string;
	readonly cause: "schedule" | "manual" | "parents";
	readonly phase: "queued" | "waiting" | "live" | "settled";
	readonly outcome: LocalOutcome | undefined;
	readonly dropReason: string | undefined;
	readonly queuedAt: number;
	readonly dueAt: number | undefined;
	readonly retryAt: number | undefined;
	readonly settledAt: number | undefined;
	readonly args: string;
	readonly attempts: readonly LocalAttempt[];
}

export interface LocalAttempt {
	readonly taskId: string;
	/** From 0. */
	readonly number: number;
	readonly phase: "starting" | "running" | "ended";
	readonly launchedAt: number;
	readonly startedAt: number | undefined;
	readonly end: LocalEnd | undefined;
	/** Absent where it has no GPU, or nobody has looked. */
	readonly gpuUse?: GpuUse;
}

export interface LocalEnd {
	readonly outcome: "succeeded" | "failed" | "killed" | "lost" | "not-launched";
	readonly exitCode: number | undefined;
	readonly signal: string | undefined;
	readonly reason: string | undefined;
	readonly at: number;
}

export interface LocalWhy {
	readonly job: string;
	/** What it is doing; undefined where the server does not tell. */
	readonly state?: Activity | undefined;
	/** The most lasting first; none when the job is about to be launched. */
	readonly reasons: readonly { readonly type: string; readonly text: string }[];
	/** How the latest attempt ended, as a sentence, if it has. */
	readonly latest: (LocalEnd & { readonly taskId: string; readonly text: string }) | undefined;
}

/** One event of the server's stream: its fields are as the server sends them. */
export interface LocalEvent {
	readonly id: number | undefined;
	readonly type: string;
	readonly at: number;
	readonly fields: Readonly<Record<string, unknown>>;
}

export interface LocalLogQuery {
	readonly job: string;
	/** The latest run when absent. */
	readonly run?: number | undefined;
	/** The last attempt of the run when absent. */
	readonly attempt?: number | undefined;
	readonly stream: "stdout" | "stderr";
	/** The first byte. */
	readonly since?: number | undefined;
	/** How many lines before the end to begin. */
	readonly tail?: number | undefined;
	/** Goes on until the attempt has ended. */
	readonly follow?: boolean | undefined;
}

export interface LocalLog {
	readonly taskId: string;
	/** Of the first byte. */
	readonly offset: number;
	readonly body: AsyncIterable<Uint8Array>;
}

export interface LocalReader {
	readonly facts: LocalServerFacts;
	/** The newest first; those of one job, or of all. */
	runs(
		query?: { readonly job?: string; readonly limit?: number; readonly before?: number },
		options?: CallOptions,
	): Promise<readonly LocalRun[]>;
	run(id: number, options?: CallOptions): Promise<LocalRun | undefined>;
	why(job: string, options?: CallOptions): Promise<LocalWhy | undefined>;
	/** All events after an id, as they happen; without one only those to come. */
	events(after: number | undefined, options?: CallOptions): AsyncIterable<LocalEvent>;
	/** Throws `job.no-logs` or `job.not-found` when there is nothing to read. */
	log(query: LocalLogQuery, options?: CallOptions): Promise<LocalLog>;
}
