import type { AttemptFinished, Input } from "./input.ts";
import { deadlineKey } from "./due.ts";
import { findIn, withEntry } from "./ordered-map.ts";
import type { Settings } from "./settings.ts";
import { endAttempt } from "./settle.ts";
import { type Attempt, type AttemptEnd, findJob, type Pulling } from "./state.ts";
import { resetEdges } from "./trigger-children.ts";
import type { Turn } from "./turn.ts";

/** An attempt is seen to run; its time limit counts from here. */
export function attemptStarted(turn: Turn, taskId: string, toldAt: number = turn.now): void {
	const attempt = findIn(turn.state.attempts, taskId);
	if (attempt?.phase !== "starting") return;
	const startedAt = Math.max(attempt.launchedAt, Math.min(toldAt, turn.now));
	const state = ownerOf(turn, attempt);
	// The limit is in seconds, and 0 is none (contract §2.3).
	const limit = state?.job.maxCompletionTime ?? 0;
	const deadlineAt = limit > 0 ? startedAt + limit * 1000 : undefined;
	turn.setAttempt({ ...attempt, phase: "running", startedAt, deadlineAt, ...nothingAhead });
	if (deadlineAt !== undefined) {
		const timer = { type: "deadline", taskId } as const;
		turn.change({ timers: withEntry(turn.state.timers, deadlineKey(taskId, deadlineAt), timer) });
	}
	// Parents count anew from the moment when the job is seen running, not when it is queued (contract §5.8).
	if (state !== undefined) resetEdges(turn, state);
	turn.emit({ type: "attempt.started", job: attempt.job, runId: attempt.runId, taskId });
}

const nothingAhead = { delayedBecause: undefined, pulling: undefined } as const;

/** Why an attempt has yet to be launched; the same reason is told once. */
export function attemptDelayed(turn: Turn, taskId: string, because: string): void {
	const attempt = findIn(turn.state.attempts, taskId);
	if (attempt?.phase !== "starting" || attempt.delayedBecause === because) return;
	turn.setAttempt({ ...attempt, delayedBecause: because, pulling: undefined });
	turn.emit({ type: "attempt.delayed", job: attempt.job, runId: attempt.runId, taskId, because });
}

/** How far the image of an attempt has come. */
export function attemptPulling(turn: Turn, taskId: string, pulling: Pulling): void {
	const attempt = findIn(turn.state.attempts, taskId);
	if (attempt?.phase !== "starting") return;
	turn.setAttempt({ ...attempt, delayedBecause: undefined, pulling });
	turn.emit({ type: "attempt.pulling", job: attempt.job, runId: attempt.runId, taskId, ...pulling });
}

/** An attempt that nobody knows has been settled before. */
export function attemptFinished(turn: Turn, finished: AttemptFinished): void {
	const { taskId, exitCode, signal, reason, detail } = finished;
	if (reason !== "launch-failed") attemptStarted(turn, taskId, finished.startedAt ?? finished.endedAt);
	const attempt = withTrueStart(findIn(turn.state.attempts, taskId), finished);
	if (attempt === undefined) return;
	const outcome = judge(attempt, { exitCode, reason }, turn.state.settings);
	const because = reason ?? (attempt.stopping === "timeout" ? "timeout" : undefined);
	// Its end may be long ago when the server was down meanwhile, but never to come, whatever the clocks say.
	const at = Math.min(finished.endedAt ?? turn.now, turn.now);
	const told = because !== undefined && detail !== undefined ? `${because}: ${detail}` : (detail ?? because);
	endAttempt(turn, attempt, { at, outcome, exitCode, signal, reason: told, ...useIn(finished) });
}

/** Who looked only after its end believes that it began then. */
function withTrueStart<T extends Attempt | undefined>(attempt: T, { startedAt, endedAt }: AttemptFinished): T {
	const isLate = attempt?.startedAt !== undefined && endedAt !== undefined && endedAt < attempt.startedAt;
	if (!isLate || startedAt === undefined) return attempt;
	return { ...attempt, startedAt: Math.max(attempt.launchedAt, startedAt) };
}

/** Nobody will ever know how an attempt ended: that is a failure (contract §5.5). */
export function attemptLost(turn: Turn, lost: Omit<AttemptLost, "type">): void {
	const attempt = findIn(turn.state.attempts, lost.taskId);
	if (attempt === undefined) return;
	const end = { at: turn.now, outcome: "lost", exitCode: undefined, signal: undefined, reason: lost.reason } as const;
	endAttempt(turn, attempt, { ...end, ...useIn(lost) });
}

type AttemptLost = Extract<Input, { type: "attempt.lost" }>;

function useIn({ gpuUse }: Pick<AttemptLost, "gpuUse">): Pick<AttemptEnd, "gpuUse"> {
	return gpuUse === undefined ? {} : { gpuUse };
}

type Exit = Readonly<Record<"exitCode" | "reason", AttemptFinished["exitCode"] | AttemptFinished["reason"]>>;

function judge(attempt: Attempt, { exitCode, reason }: Exit, { deviations }: Settings): AttemptEnd["outcome"] {
	if (reason === "launch-failed" && attempt.stopping === "kill") return "killed";
	if (reason === "launch-failed") return deviations.countsLaunchFailures ? "failed" : "not-launched";
	if (exitCode === 0 && reason === undefined) return "succeeded";
	return reason === "killed" || attempt.stopping === "kill" ? "killed" : "failed";
}

function ownerOf(turn: Turn, { job, jobId }: Attempt): ReturnType<typeof findJob> {
	const state = findJob(turn.state, job);
	return state?.id === jobId ? state : undefined;
}
