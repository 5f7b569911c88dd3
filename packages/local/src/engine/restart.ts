import { advance, startInstantOf } from "@chronos-job/core";
import { formatSchedule } from "@chronos-job/schemas";
import { redefine } from "./due.ts";
import { dropRun } from "./enqueue.ts";
import { attemptLost, attemptStarted } from "./follow-attempt.ts";
import type { FoundAttempt, Input } from "./input.ts";
import { findIn, valuesOf } from "./ordered-map.ts";
import { scheduleIn } from "./schedule-in.ts";
import { endAttempt } from "./settle.ts";
import { type Attempt, findJob, type JobState } from "./state.ts";
import { resetEdges } from "./trigger-children.ts";
import type { Turn } from "./turn.ts";

/** Goes on where the last process stopped: what was claimed is never launched again. */
export function restart(turn: Turn, { attempts }: Extract<Input, { type: "restarted" }>): void {
	for (const { taskId, found } of attempts) findings[found](turn, taskId);
	if (!turn.state.settings.deviations.keepsPending) forgetPending(turn);
	if (turn.state.settings.catchUp === "skip") skipMissed(turn);
	turn.wantAdmission();
	turn.wantLoop();
}

const findings: Readonly<Record<FoundAttempt["found"], (turn: Turn, taskId: string) => void>> = {
	unclaimed: launchAgain,
	running: (turn, taskId) => attemptStarted(turn, taskId),
	gone: (turn, taskId) => attemptLost(turn, { taskId, reason: "gone after a restart" }),
};

// The same attempt under the same name: whoever claims its sandbox second loses.
function launchAgain(turn: Turn, taskId: string): void {
	const attempt = findIn(turn.state.attempts, taskId);
	if (attempt === undefined) return;
	const state = findJob(turn.state, attempt.job);
	const run = findIn(turn.state.runs, attempt.runId);
	const isWanted = state?.id === attempt.jobId && attempt.stopping === undefined;
	if (state === undefined || run === undefined || !isWanted) endUnlaunched(turn, attempt);
	else turn.act({ type: "launch", attempt, job: state.job, args: run.args.replaceAll(";", "") });
}

function endUnlaunched(turn: Turn, attempt: Attempt): void {
	const outcome = attempt.stopping === "kill" ? "killed" : "lost";
	const end = { at: turn.now, exitCode: undefined, signal: undefined, reason: "never launched" } as const;
	endAttempt(turn, attempt, { ...end, outcome });
}

function forgetPending(turn: Turn): void {
	for (const run of valuesOf(turn.state.runs)) if (run.phase !== "live") dropRun(turn, run, "restarted");
	for (const state of valuesOf(turn.state.jobs)) resetEdges(turn, state);
}

function skipMissed(turn: Turn): void {
	for (const state of valuesOf(turn.state.jobs)) {
		if (state.dueAt !== undefined && state.dueAt < turn.now) skipTo(turn, state, state.dueAt);
	}
}

function skipTo(turn: Turn, state: JobState, from: number): void {
	const { job, queued } = state;
	const schedule = scheduleIn(job);
	// The only run of a job is not an occurrence that another one will follow.
	if (schedule?.start === undefined || schedule.repeat === 1 || queued !== undefined) return;
	const zones = { now: turn.now, zone: job.scheduleTimeZone, serverZone: turn.state.settings.serverZone };
	const next = { ...advance(schedule, zones), repeat: schedule.repeat };
	redefine(turn, state, { ...job, schedule: formatSchedule(next) });
	turn.emit({ type: "occurrences.skipped", job: job.name, from, until: startInstantOf(next, zones) });
}
