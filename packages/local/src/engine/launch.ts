import { advance, startInstantOf } from "@chronos-job/core";
import { formatSchedule, formatTaskId, type Job } from "@chronos-job/schemas";
import { needsOf, occupy } from "./capacity.ts";
import { reconsider, redefine } from "./due.ts";
import { leaveQueue } from "./enqueue.ts";
import { scheduleIn } from "./schedule-in.ts";
import type { Settings } from "./settings.ts";
import { type Attempt, findJob, type JobState, type Run } from "./state.ts";
import type { Turn } from "./turn.ts";

/** Hands the attempt that a run is queued for to an executor. */
export function launch(turn: Turn, run: Run): void {
	leaveQueue(turn, run);
	const state = findJob(turn.state, run.job);
	if (state === undefined) return;
	const attempt = createAttempt(turn, run, state.job);
	occupy(turn, attempt);
	turn.setAttempt(attempt);
	const running = { ...state, running: [...state.running, attempt.taskId], stuckAs: undefined };
	const coversUntil = rewriteSchedule(turn, running, run);
	turn.setRun({ ...run, phase: "live", coversUntil: coversUntil ?? run.coversUntil });
	turn.emit({
		type: "attempt.launched",
		job: run.job,
		runId: run.id,
		taskId: attempt.taskId,
		dueAt: run.dueAt,
		coversUntil,
	});
	turn.act({ type: "launch", attempt, job: state.job, args: attemptArgs(run) });
	reconsider(turn, run.job);
	// A launch notifies the loop (contract §5.1).
	turn.wantLoop();
}

function createAttempt(turn: Turn, run: Run, definition: Job): Attempt {
	const { capacity, usedDevices, settings } = turn.state;
	const needs = needsOf(definition, settings);
	const { id: runId, job, jobId, attempt: number, stamp } = run;
	return {
		taskId: formatTaskId({ queuedAt: stamp, attempt: number, job, args: run.args }),
		runId,
		job,
		jobId,
		number,
		phase: "starting",
		stamp,
		launchedAt: turn.now,
		startedAt: undefined,
		deadlineAt: undefined,
		stopping: undefined,
		runAsUser: definition.runAsUser,
		needs,
		end: undefined,
		devices: capacity.gpus.filter((device) => !usedDevices.has(device)).slice(0, needs.gpus),
	};
}

/** Chronos counts a repetition for every launch; answers where the new start is (contract §4.5). */
function rewriteSchedule(turn: Turn, state: JobState, run: Run): number | undefined {
	const { settings } = turn.state;
	const isOwn = run.cause === "schedule" && run.attempt === 0;
	const counts = isOwn || !settings.deviations.consumesByScheduleOnly;
	const rewritten = counts ? rewrittenSchedule(state.job, settings, turn.now) : undefined;
	redefine(turn, state, rewritten === undefined ? state.job : { ...state.job, schedule: rewritten.text });
	return isOwn ? rewritten?.start : undefined;
}

function rewrittenSchedule(
	job: Job,
	{ deviations, serverZone }: Settings,
	now: number,
): { readonly text: string; readonly start: number } | undefined {
	const schedule = scheduleIn(job);
	if (schedule === undefined) return undefined;
	const { scheduleTimeZone: zone } = job;
	const next = advance(schedule, { now, zone, serverZone, clampAtZero: deviations.clampsAtZero });
	return { text: formatSchedule(next), start: startInstantOf(next, { now, zone, serverZone }) };
}

// Semicolons are gone from what the command sees as well (contract §5.2, §5.9).
function attemptArgs({ args }: Run): string {
	return args.replaceAll(";", "");
}
