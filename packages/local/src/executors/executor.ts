import type { Job } from "@chronos-job/schemas";

/** One way of running attempts; what it starts outlives the server. */
export interface Executor {
	readonly name: string;
	probe(): Promise<Availability>;
	start(attempt: AttemptSpec, sandbox: Sandbox): Promise<Launch>;
	/** What became of an attempt that an earlier server may have started. */
	recover(attempt: AttemptSpec, sandbox: Sandbox): Promise<Recovery>;
}

export type Availability =
	| { readonly available: true }
	| { readonly available: false; readonly reason: string; readonly hint: string };

export interface AttemptSpec {
	readonly taskId: string;
	readonly job: Job;
	/** Random and stored before the launch: whoever carries it is this attempt's supervisor. */
	readonly nonce: string;
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
	/** It did not start this time; nothing has run. */
	| { readonly kind: "failed"; readonly reason: string };

export type Recovery =
	/** Nobody ever began it: it may be launched again under the same identity. */
	{ readonly kind: "never-claimed" } | { readonly kind: "running"; readonly attempt: RunningAttempt } | AttemptEnd;

export interface RunningAttempt {
	/** Never rejects. */
	readonly end: Promise<AttemptEnd>;
	/** TERM to everything the attempt started, KILL after the grace; resolves when it has ended. */
	stop(graceMs: number): Promise<void>;
}

export type AttemptEnd = Exit | { readonly kind: "lost"; readonly reason: string };

export interface Exit {
	readonly kind: "exited";
	/** Absent when a signal ended it. */
	readonly exitCode?: number;
	/** Such as `SIGKILL`. */
	readonly signal?: string;
	readonly startedAt: number;
	readonly endedAt: number;
	readonly userMs: number;
	readonly systemMs: number;
}
