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
	for (const run of firstRuns(turn.state, free)) {
		const verdict = judge(turn.state, run, free);
		if (verdict === "no-room") head ??= run.id;
		else if (verdict === "busy") giveWay(turn, run);
		else if (verdict === "fits" && mayOvertake(turn, head)) free = launched(turn, run);
	}
	keepHead(turn, head, free);
}

/** Why a queued run has to wait for others although there is room; undefined when it need not. */
export function findReservation(state: EngineState): Run | undefined {
	const { head, settings } = state;
	return head !== undefined && head.overtakes >= settings.maxOvertakes ? findRun(state, head.runId) : undefined;
}

type Verdict = "fits" | "no-room" | "no-container" | "busy" | "no-executor" | "no-job";

function firstRuns(state: EngineState, free: Needs): readonly Run[] {
	const { searchDepth } = state.settings;
	const runs: Run[] = [];
	let looks = 0;
	for (const runId of valuesOf(state.queue)) {
		const run = findRun(state, runId);
		if (run !== undefined && !waitsForContainer(state, run, free)) runs.push(run);
		looks += 1;
		if (runs.length >= searchDepth || looks >= searchDepth * looksPerRun) break;
	}
	return runs;
}

// Many that wait for a container hide nobody behind them, as far as looking stays cheap.
const looksPerRun = 16;

function waitsForContainer(state: EngineState, run: Run, free: Needs): boolean {
	return free.containers < 1 && judge(state, run, free) === "no-container";
}

function judge(engine: EngineState, run: Run, free: Needs): Verdict {
	const state = findJob(engine, run.job);
	if (state === undefined) return "no-job";
	if (isBusy(state)) return "busy";
	if (engine.unavailable.has(executorOf(state.job))) return "no-executor";
	const needs = needsOf(state.job, engine.settings);
	// All of them need one: the first gets the next, so that nobody else has to wait for its sake.
	if (needs.containers > free.containers) return "no-container";
	return findLack(needs, free) === undefined ? "fits" : "no-room";
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

function keepHead(turn: Turn, runId: number | undefined, free: Needs): void {
	const { head } = turn.state;
	if (runId === head?.runId) return;
	const first = head && findRun(turn.state, head.runId);
	// It has not got its room yet, and is not to be overtaken as often once more.
	if (runId === undefined && first?.phase === "queued" && waitsForContainer(turn.state, first, free)) return;
	turn.change({ head: runId === undefined ? undefined : { runId, overtakes: 0 } });
}
