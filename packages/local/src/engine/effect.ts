import type { Job } from "@chronos-job/schemas";
import type { Attempt, AttemptEnd, Cause, DropReason, JobRecord, Outcome, Pulling, Run, StopReason } from "./state.ts";

/** What the engine has to do, in this order: tell, save, then act. */
export type Effect =
	| { readonly type: "refuse"; readonly refusal: Refusal }
	| { readonly type: "job.save"; readonly record: JobRecord }
	/** A job that is stored, but that nobody sees (contract §3.3). */
	| { readonly type: "job.hide"; readonly job: Job }
	| { readonly type: "job.remove"; readonly name: string }
	| { readonly type: "run.save"; readonly run: Run }
	| { readonly type: "attempt.save"; readonly attempt: Attempt }
	| { readonly type: "emit"; readonly event: EngineEvent }
	| { readonly type: "launch"; readonly attempt: Attempt; readonly job: Job; readonly args: string }
	| { readonly type: "stop"; readonly taskId: string; readonly reason: StopReason }
	/** When to tell the time again at the latest; undefined when nothing is to come. */
	| { readonly type: "wake"; readonly at: number | undefined };

/** Why an input changed nothing. */
export type Refusal =
	| { readonly code: "job.not-found"; readonly job: string }
	| { readonly code: "schedule.unparsable"; readonly job: string; readonly schedule: string }
	| { readonly code: "schedule.period-too-short"; readonly job: string; readonly schedule: string }
	| { readonly code: "zone.unknown"; readonly job: string; readonly zone: string }
	| { readonly code: "arguments.line-break"; readonly job: string }
	| { readonly code: "parents.empty"; readonly job: string }
	| { readonly code: "parents.self"; readonly job: string }
	| { readonly code: "parents.missing"; readonly job: string; readonly parents: readonly string[] }
	/** Each job before one that it starts, the last before the first. */
	| { readonly code: "parents.cycle"; readonly job: string; readonly cycle: readonly string[] };

export type EngineEvent =
	| { readonly type: "job.created" | "job.deleted" | "job.marked-successful"; readonly job: string }
	| { readonly type: "job.updated"; readonly job: string; readonly because: "put" | "parent-deleted" }
	| { readonly type: "job.disabled"; readonly job: string; readonly because: "exhausted" | "failures" }
	/** Planned retries and time limits have moved with the clock; schedules have not. */
	| { readonly type: "clock.stepped"; readonly byMs: number }
	| {
			/** Occurrences of the time when the server was down that will not be made up for. */
			readonly type: "occurrences.skipped";
			readonly job: string;
			readonly from: number;
			readonly until: number;
	  }
	| {
			/** A start that did not even become a run. */
			readonly type: "start.dropped";
			readonly job: string;
			readonly cause: Cause;
			readonly because: DropReason;
	  }
	| {
			readonly type: "run.queued";
			readonly job: string;
			readonly runId: number;
			readonly cause: Cause;
			readonly attempt: number;
			readonly dueAt: number | undefined;
	  }
	| {
			readonly type: "attempt.launched";
			readonly job: string;
			readonly runId: number;
			readonly taskId: string;
			readonly dueAt: number | undefined;
			readonly coversUntil: number | undefined;
	  }
	| {
			/** Nothing of it has run yet, and it is tried again. */
			readonly type: "attempt.delayed";
			readonly job: string;
			readonly runId: number;
			readonly taskId: string;
			readonly because: string;
	  }
	| ({
			readonly type: "attempt.pulling";
			readonly job: string;
			readonly runId: number;
			readonly taskId: string;
	  } & Pulling)
	| { readonly type: "attempt.started"; readonly job: string; readonly runId: number; readonly taskId: string }
	| {
			readonly type: "attempt.stopping";
			readonly job: string;
			readonly runId: number;
			readonly taskId: string;
			readonly because: StopReason;
	  }
	| {
			readonly type: "attempt.ended";
			readonly job: string;
			readonly runId: number;
			readonly taskId: string;
			readonly end: AttemptEnd;
	  }
	| {
			readonly type: "retry.planned";
			readonly job: string;
			readonly runId: number;
			readonly attempt: number;
			readonly retryAt: number;
	  }
	| {
			readonly type: "run.settled";
			readonly job: string;
			readonly runId: number;
			readonly outcome: Outcome;
			readonly because: DropReason | undefined;
	  };
