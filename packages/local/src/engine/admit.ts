import { executorOf, findLack, freeOf, needsOf } from "./capacity.ts";
import { dropRun, isBusy, leaveQueue } from "./enqueue.ts";
import { launch } from "./launch.ts";
import { valuesOf } from "./ordered-map.ts";
import { type EngineState, findJob, findRun, type Needs, type Run } from "./state.ts";
import type { Turn } from "./turn.ts";

/** Launches what there is room for: first come first served, with later ones slipping past one that waits for room. */
export function admit(turn: Turn): void {
	let head: number | undefined;
	let free = freeOf(turn.state);
	for (const run of firstRuns(turn.state)) {
		const verdict = judge(turn.state, run, free);
		if (verdict === "no-room") head ??= run.id;
		else if (verdict === "busy") giveWay(turn, run);
		else if (verdict === "fits" && mayOvertake(turn, head)) free = launched(turn, run);
	}
	keepHead(turn, head);
}

/** Why a queued run has to wait for others although there is room; undefined when it need not. */
export function findReservation(state: EngineState): Run | undefined {
	const { head, settings } = state;
	return head !== undefined && head.overtakes >= settings.maxOvertakes ? findRun(state, head.runId) : undefined;
}

type Verdict = "fits" | "no-room" | "busy" | "no-executor" | "no-job";

function firstRuns(state: EngineState): readonly Run[] {
	const runs: Run[] = [];
	for (const runId of valuesOf(state.queue)) {
		const run = findRun(state, runId);
		if (run !== undefined) runs.push(run);
		if (runs.length >= state.settings.searchDepth) break;
	}
	return runs;
}

function judge(engine: EngineState, run: Run, free: Needs): Verdict {
	const state = findJob(engine, run.job);
	if (state === undefined) return "no-job";
	if (isBusy(state)) return "busy";
	if (engine.unavailable.has(executorOf(state.job))) return "no-executor";
	return findLack(needsOf(state.job, engine.settings), free) === undefined ? "fits" : "no-room";
}

// Possible only when the job was changed while it had a run in the queue and another one under way.
function giveWay(turn: Turn, run: Run): void {
	const state = findJob(turn.state, run.job);
	const isHeld = run.attempt > 0 && turn.state.settings.deviations.holdsRetries;
	if (!isHeld || state === undefined) {
		dropRun(turn, run, "running");
		return;
	}
	leaveQueue(turn, run);
	turn.setRun({ ...run, phase: "waiting", retryAt: turn.now });
	turn.setJob({ ...state, queued: undefined, waiting: [...state.waiting, run.id] });
}

function launched(turn: Turn, run: Run): Needs {
	launch(turn, run);
	return freeOf(turn.state);
}

function mayOvertake(turn: Turn, runId: number | undefined): boolean {
	if (runId === undefined) return true;
	const overtakes = turn.state.head?.runId === runId ? turn.state.head.overtakes : 0;
	if (overtakes >= turn.state.settings.maxOvertakes) return false;
	turn.change({ head: { runId, overtakes: overtakes + 1 } });
	return true;
}

function keepHead(turn: Turn, runId: number | undefined): void {
	if (runId === turn.state.head?.runId) return;
	turn.change({ head: runId === undefined ? undefined : { runId, overtakes: 0 } });
}
