import { admit } from "./admit.ts";
import { dropRun, enqueue, hasLineBreak, isBusy, takeSlot } from "./enqueue.ts";
import { findIn, firstOf, withoutKey } from "./ordered-map.ts";
import { type DropReason, type EngineState, findJob, findRun, type JobState, type Run, type Timer } from "./state.ts";
import { stopAttempt } from "./stop-attempt.ts";
import type { Turn } from "./turn.ts";

/** Does all that has come due, launches what there is room for, and says when to come back. */
export function tick(turn: Turn): void {
	fireTimers(turn);
	const { deviations } = turn.state.settings;
	const isNotified = turn.takeWish("loop");
	if (deviations.wakesOnUpdate || isNotified || turn.state.loopAt <= turn.now) turnLoop(turn);
	if (turn.takeWish("admission")) admit(turn);
	if (turn.takeWish("loop")) turn.change({ loopAt: turn.now });
	const wakeAt = wakeAtOf(turn.state, turn.now);
	if (wakeAt === turn.state.wakeAt) return;
	turn.change({ wakeAt });
	turn.act({ type: "wake", at: wakeAt });
}

/** How long the loop sleeps when it knows of nothing to wake for (contract §5.1). */
const idleLoopMs = 60_000;

/** What is due beyond that is left to the next millisecond, so that others are heard in between. */
const mostPerTurn = 500;

function fireTimers(turn: Turn): void {
	for (let first = firstOf(turn.state.timers); first !== undefined; first = firstOf(turn.state.timers)) {
		if (first.key.at > turn.now) return;
		turn.change({ timers: withoutKey(turn.state.timers, first.key) });
		fireTimer(turn, first.value);
	}
}

function fireTimer(turn: Turn, timer: Timer): void {
	if (timer.type === "deadline") {
		const attempt = findIn(turn.state.attempts, timer.taskId);
		if (attempt !== undefined) stopAttempt(turn, attempt, "timeout");
		return;
	}
	const run = findRun(turn.state, timer.runId);
	if (run?.phase === "waiting") retry(turn, run);
}

function retry(turn: Turn, run: Run): void {
	const state = findJob(turn.state, run.job);
	if (state === undefined) return;
	const obstacle = findRetryObstacle(state, run);
	const isShort = obstacle === "running" || obstacle === "already-queued";
	if (obstacle === undefined) takeSlot(turn, run);
	// Deviation: Chronos forgets it; here it is looked at again when the job is free.
	else if (!isShort || !turn.state.settings.deviations.holdsRetries) dropRun(turn, run, obstacle);
}

function findRetryObstacle(state: JobState, run: Run): DropReason | undefined {
	if (state.job.disabled) return "disabled";
	if (state.queued !== undefined) return "already-queued";
	if (isBusy(state)) return "running";
	return hasLineBreak(run.args) ? "line-break" : undefined;
}

function turnLoop(turn: Turn): void {
	for (let started = 0; started < mostPerTurn; started++) {
		const first = firstOf(turn.state.due);
		if (first === undefined || first.key.at > turn.now) break;
		turn.change({ due: withoutKey(turn.state.due, first.key) });
		const state = findJob(turn.state, first.value);
		if (state !== undefined) startBySchedule(turn, state);
	}
	turn.change({ loopAt: firstOf(turn.state.due)?.key.at ?? turn.now + idleLoopMs });
}

// A job that is busy stays due, and is started once when it is free: its missed occurrences collapse (contract §5.4).
function startBySchedule(turn: Turn, state: JobState): void {
	if (state.queued !== undefined || isBusy(state) || state.dueAt === undefined) return;
	const args = state.job.arguments.join(" ");
	enqueue(turn, state, { cause: "schedule", stamp: turn.now, args, dueAt: state.dueAt });
}

function wakeAtOf({ due, timers, loopAt, settings }: EngineState, now: number): number | undefined {
	const loop = settings.deviations.wakesOnUpdate ? firstOf(due)?.key.at : loopAt;
	const timer = firstOf(timers)?.key.at;
	if (loop === undefined && timer === undefined) return undefined;
	return Math.max(now + 1, Math.min(loop ?? Infinity, timer ?? Infinity));
}
