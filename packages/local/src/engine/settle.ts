import { release } from "./capacity.ts";
import { deadlineKey, reconsider, redefine, retryKey } from "./due.ts";
import { withDuration } from "./durations.ts";
import { dropIfDisabled, settleRun } from "./enqueue.ts";
import { withEntry, withoutKey } from "./ordered-map.ts";
import { scheduleIn } from "./schedule-in.ts";
import { type Attempt, type AttemptEnd, findJob, findRun, type JobState, type Run } from "./state.ts";
import { verdictTime } from "./timestamp.ts";
import { triggerChildren } from "./trigger-children.ts";
import type { Turn } from "./turn.ts";

/** Ends an attempt and, unless it is tried again, its run. */
export function endAttempt(turn: Turn, attempt: Attempt, told: AttemptEnd): void {
	release(turn, attempt);
	const { timers } = turn.state;
	if (attempt.deadlineAt !== undefined) {
		turn.change({ timers: withoutKey(timers, deadlineKey(attempt.taskId, attempt.deadlineAt)) });
	}
	// Where the clock was set back meanwhile, nothing ends before it began all the same.
	const end = { ...told, at: Math.max(told.at, attempt.startedAt ?? attempt.launchedAt) };
	turn.setAttempt({ ...attempt, phase: "ended", end });
	turn.emit({ type: "attempt.ended", job: attempt.job, runId: attempt.runId, taskId: attempt.taskId, end });
	const state = withoutAttempt(turn, attempt);
	const run = findRun(turn.state, attempt.runId);
	if (run === undefined) return;
	// The job that it belonged to is gone, whoever has its name meanwhile.
	if (state === undefined || state.id !== attempt.jobId) settleRun(turn, run, { outcome: outcomeOf(end), at: end.at });
	else verdicts[end.outcome](turn, { state, run, end });
	dropIfDisabled(turn, attempt.job);
	reconsider(turn, attempt.job);
}

interface Case {
	readonly state: JobState;
	readonly run: Run;
	readonly end: AttemptEnd;
}

const verdicts: Readonly<Record<AttemptEnd["outcome"], (turn: Turn, settled: Case) => void>> = {
	succeeded: succeed,
	failed: fail,
	lost: fail,
	// No counter, no retry, no children (contract §5.5).
	killed: (turn, { run, end }) => settleRun(turn, run, { outcome: "killed", at: end.at }),
	"not-launched": getStuck,
};

function withoutAttempt(turn: Turn, { job, taskId }: Attempt): JobState | undefined {
	const state = findJob(turn.state, job);
	if (state === undefined) return undefined;
	const rest = { ...state, running: state.running.filter((id) => id !== taskId), stuckAs: undefined };
	turn.setJob(rest);
	return rest;
}

function outcomeOf({ outcome }: AttemptEnd): NonNullable<Run["outcome"]> {
	return outcome === "not-launched" ? "dropped" : outcome;
}

function succeed(turn: Turn, { state, run, end }: Case): void {
	const { job } = state;
	// A job that has used up its schedule is disabled by its last success (contract §4.6).
	const isExhausted = scheduleIn(job)?.repeat === 0;
	const durations = withDuration(state.durations, Math.max(0, end.at - run.stamp));
	redefine(
		turn,
		{ ...state, durations },
		{
			...job,
			successCount: job.successCount + 1,
			errorsSinceLastSuccess: 0,
			lastSuccess: verdictTime(job, end.at),
			disabled: job.disabled || isExhausted,
		},
	);
	if (isExhausted && !job.disabled) turn.emit({ type: "job.disabled", job: job.name, because: "exhausted" });
	settleRun(turn, run, { outcome: "succeeded", at: end.at });
	triggerChildren(turn, job.name);
}

function fail(turn: Turn, settled: Case): void {
	if (mayRetry(settled)) planRetry(turn, settled);
	else failForGood(turn, settled);
}

// A job whose last verdict is a failure gets no retry until it succeeds (contract §5.6).
function mayRetry({ state: { job }, run }: Case): boolean {
	if (run.attempt >= job.retries) return false;
	return job.lastError === "" || Date.parse(job.lastSuccess) >= Date.parse(job.lastError);
}

function planRetry(turn: Turn, { state, run }: Case): void {
	const retryAt = turn.now + turn.state.settings.failureRetryMs;
	const stamp = Math.max(retryAt, state.lastRetryStamp + 1);
	const attempt = run.attempt + 1;
	// Arguments given by hand are not carried over (contract §5.6).
	const args = state.job.arguments.join(" ");
	turn.setRun({ ...run, phase: "waiting", attempt, stamp, args, retryAt });
	turn.setJob({ ...state, waiting: [...state.waiting, run.id], lastRetryStamp: stamp });
	const timer = { type: "retry", runId: run.id } as const;
	turn.change({ timers: withEntry(turn.state.timers, retryKey(run.id, retryAt), timer) });
	turn.emit({ type: "retry.planned", job: run.job, runId: run.id, attempt, retryAt });
}

function failForGood(turn: Turn, { state, run, end }: Case): void {
	const { job } = state;
	const { disableAfterFailures: limit, deviations } = turn.state.settings;
	const errorsSinceLastSuccess = job.errorsSinceLastSuccess + 1;
	const isTooMany = limit > 0 && errorsSinceLastSuccess >= limit;
	// Chronos enables a job again that was disabled meanwhile (contract §5.7).
	const disabled = isTooMany || (deviations.keepsDisabled && job.disabled);
	redefine(turn, state, {
		...job,
		errorCount: job.errorCount + 1,
		errorsSinceLastSuccess,
		lastError: verdictTime(job, end.at),
		disabled,
	});
	if (isTooMany && !job.disabled) turn.emit({ type: "job.disabled", job: job.name, because: "failures" });
	settleRun(turn, run, { outcome: outcomeOf(end), at: end.at });
	if (job.softError) triggerChildren(turn, job.name);
}

function getStuck(turn: Turn, { state, run }: Case): void {
	const running = state.running.length + 1;
	turn.setJob({ ...state, stuckAs: { phase: "running", running } });
	settleRun(turn, run, { outcome: "dropped", because: "launch-failed" });
}
