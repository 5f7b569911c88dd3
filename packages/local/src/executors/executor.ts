import type { Job } from "@chronos-job/schemas";

/** One way of running attempts; what it starts outlives the server. */
export interface Executor {
	readonly name: string;
	probe(): Promise<Availability>;
	/** What it runs attempts with, as of the last look. */
	describe?(): string | undefined;
	/** Who listens hears what comes before the attempt begins, once a second at most. */
	start(attempt: AttemptSpec, sandbox: Sandbox, hear?: (pull: PullProgress) => void): Promise<Launch>;
	/** Why every launch of a job would be refused, as far as that can be told beforehand. */
	findObstacle?(job: Job): string | undefined;
	/** What may go wrong with a job, here or on a cluster, as far as that can be told beforehand. */
	findDoubt?(job: Job): string | undefined;
	/** Looks at what both of these have to know; takes a moment at most, and never rejects. */
	study?(job: Job): Promise<void>;
	/** What became of an attempt that an earlier server may have started. */
	recover(attempt: Omit<AttemptSpec, "job">, sandbox: Sandbox): Promise<Recovery>;
}

export type Availability =
	| { readonly available: true }
	| { readonly available: false; readonly reason: string; readonly hint: string };

export interface AttemptSpec {
	readonly taskId: string;
	readonly job: Job;
	/** Belongs to this attempt of this store alone: whoever carries it is its supervisor. */
	readonly nonce: string;
	/** The ids of the GPUs that are its own. */
	readonly devices?: readonly string[];
	/** Fires when it is not wanted any more: what runs by then goes on, and nothing else begins. */
	readonly signal?: AbortSignal;
	/** What it was admitted with, defaults included; the job's own wishes when absent. */
	readonly needs?: { readonly cpus: number; readonly memMb: number };
}

/** How far an image has come. */
export interface PullProgress {
	readonly image: string;
	readonly bytes: number;
	/** Absent while nobody knows. */
	readonly totalBytes?: number;
}

export interface Sandbox {
	/** Holds the records of the attempt and its logs. */
	readonly directory: string;
	/** Where the command starts, and what MESOS_SANDBOX says. */
	readonly workDirectory: string;
	readonly stdoutFile: string;
	readonly stderrFile: string;
}

export type Launch =
	| { readonly kind: "running"; readonly attempt: RunningAttempt }
	/** It cannot be started, and trying again would not help. */
	| { readonly kind: "refused"; readonly reason: string }
	/** It did not start this time; nothing has run. Something passing may be there again soon, what is away in minutes. */
	| { readonly kind: "failed"; readonly reason: string; readonly isPassing?: boolean; readonly isAway?: boolean };

export type Recovery =
	/** Nobody ever began it: it may be launched again under the same identity. */
	{ readonly kind: "never-claimed" } | { readonly kind: "running"; readonly attempt: RunningAttempt } | AttemptEnd;

export interface RunningAttempt {
	/** Never rejects. */
	readonly end: Promise<AttemptEnd>;
	/** TERM to everything the attempt started, KILL after the grace; resolves when it has ended. */
	stop(graceMs: number): Promise<void>;
	/** Follows it no longer: it goes on, nobody is told its end, and nothing here waits for it. */
	release?(): void;
}

export type AttemptEnd = Exit | { readonly kind: "lost"; readonly reason: string };

export interface Exit {
	readonly kind: "exited";
	/** Absent when a signal ended it. */
	readonly exitCode?: number;
	/** Such as `SIGKILL`. */
	readonly signal?: string;
	/** The kernel ended it, or a part of it, at its memory limit. */
	readonly reason?: "out-of-memory";
	/** What kept its program from being run. */
	readonly detail?: string;
	/** By the clock as it was at the end: the difference is the time that really passed. */
	readonly startedAt: number;
	readonly endedAt: number;
	readonly userMs: number;
	readonly systemMs: number;
}
