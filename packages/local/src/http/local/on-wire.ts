import type { GpuUse } from "@chronos-job/core";
import type { EngineEvent } from "../../engine/effect.ts";
import type { Attempt, AttemptEnd, Run } from "../../engine/state.ts";
import type { Reason } from "../../engine/why-not-running.ts";
import type { RunRecord, StoredEvent } from "../../stores/store.ts";
import { formatTime } from "../format-time.ts";

/** A record as clients read it: what its name says to be a time is ISO 8601 in UTC with milliseconds. */
export type OnWire<T> = T extends object
	? { readonly [Key in keyof T]: Key extends TimeName ? Told<T[Key]> : OnWire<T[Key]> }
	: T;

type TimeName = `${string}At` | `${string}Until` | "at" | "from" | "until";
type Told<T> = T extends number ? string : T;

export function timeOnWire(ms: number): string;
export function timeOnWire(ms: number | undefined): string | undefined;
export function timeOnWire(ms: number | undefined): string | undefined {
	return ms === undefined ? undefined : formatTime(ms);
}

type RunOnWire = OnWire<Omit<Run, "jobId" | "stamp" | "slot">> & { readonly attempts: readonly AttemptOnWire[] };

export function runOnWire({ run, attempts }: RunRecord, gpuUseOf: GpuUses): RunOnWire {
	const { id, job, cause, phase, outcome, dropReason, attempt, args } = run;
	return {
		id,
		job,
		cause,
		phase,
		outcome,
		dropReason,
		dueAt: timeOnWire(run.dueAt),
		coversUntil: timeOnWire(run.coversUntil),
		queuedAt: timeOnWire(run.queuedAt),
		retryAt: timeOnWire(run.retryAt),
		settledAt: timeOnWire(run.settledAt),
		attempt,
		args,
		attempts: attempts.map((each) => attemptOnWire(each, gpuUseOf)),
	};
}

type AttemptOnWire = OnWire<Omit<Attempt, "jobId" | "stamp">> & { readonly gpuUse: GpuUse | undefined };

/** What it uses of its GPUs is known to the server alone until the end. */
export function attemptOnWire(attempt: Attempt, gpuUseOf: GpuUses): AttemptOnWire {
	const { taskId, number, phase, end, stopping, runId, job, runAsUser, needs, devices } = attempt;
	return {
		taskId,
		number,
		phase,
		end: end && endOnWire(end),
		launchedAt: timeOnWire(attempt.launchedAt),
		startedAt: timeOnWire(attempt.startedAt),
		deadlineAt: timeOnWire(attempt.deadlineAt),
		stopping,
		runId,
		job,
		runAsUser,
		needs,
		devices,
		gpuUse: end === undefined ? gpuUseOf(taskId) : end.gpuUse,
	};
}

type GpuUses = (taskId: string) => GpuUse | undefined;

export function endOnWire({ at, outcome, exitCode, signal, reason, gpuUse }: AttemptEnd): OnWire<AttemptEnd> {
	return { outcome, exitCode, signal, reason, at: timeOnWire(at), ...(gpuUse && { gpuUse }) };
}

export function reasonOnWire(reason: Reason): OnWire<Reason> {
	return "at" in reason ? { ...reason, at: timeOnWire(reason.at) } : reason;
}

/** What an event says, its type aside. */
export function eventOnWire({ at, event }: StoredEvent): object {
	const { type: _, ...fields } = withTimes(event);
	return { at: timeOnWire(at), ...fields };
}

// An event with a time that is forgotten here does not compile.
function withTimes(event: EngineEvent): OnWire<EngineEvent> {
	const { type } = event;
	if (type === "occurrences.skipped") return { ...event, from: timeOnWire(event.from), until: timeOnWire(event.until) };
	if (type === "run.queued") return { ...event, dueAt: timeOnWire(event.dueAt) };
	if (type === "attempt.launched")
		return { ...event, dueAt: timeOnWire(event.dueAt), coversUntil: timeOnWire(event.coversUntil) };
	if (type === "attempt.ended") return { ...event, end: endOnWire(event.end) };
	if (type === "retry.planned") return { ...event, retryAt: timeOnWire(event.retryAt) };
	return event;
}
