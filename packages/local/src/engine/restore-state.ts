import type { Job } from "@chronos-job/schemas";
import { containersOf, occupy } from "./capacity.ts";
import { deadlineKey, redefine, retryKey } from "./due.ts";
import { noDurations } from "./durations.ts";
import { reconnect } from "./edges.ts";
import { placeInQueue } from "./enqueue.ts";
import { withEntry } from "./ordered-map.ts";
import type { Settings } from "./settings.ts";
import {
	type Attempt,
	type Capacity,
	type EngineState,
	emptyState,
	findJob,
	type JobRecord,
	type Run,
} from "./state.ts";
import { noEdges } from "./trigger-children.ts";
import { openTurn, type Turn } from "./turn.ts";

/** What the disk holds of an engine: all that was saved and neither settled, ended nor removed since. */
export interface Saved {
	readonly jobs: readonly JobRecord[];
	readonly hidden: readonly Job[];
	readonly runs: readonly Run[];
	readonly attempts: readonly Attempt[];
}

export interface RestoreOptions {
	readonly settings: Settings;
	readonly capacity: Capacity;
	readonly now: number;
	/** The largest id ever given to a run or a job, settled runs included. */
	readonly lastId: number;
}

/** The state that was saved; it does nothing until it is told `restarted`. */
export function restoreState(saved: Saved, { settings, capacity, now, lastId }: RestoreOptions): EngineState {
	const turn = openTurn(emptyState(settings, capacity), now);
	for (const record of saved.jobs) restoreJob(turn, record);
	for (const job of saved.hidden) turn.change({ hidden: withEntry(turn.state.hidden, job.name, job) });
	for (const attempt of saved.attempts) restoreAttempt(turn, attempt);
	for (const run of saved.runs) restoreRun(turn, run);
	const ids = [...saved.jobs.map(({ id }) => id), ...saved.runs.flatMap(({ id, slot }) => [id, slot % 2 ** 51])];
	turn.change({ nextId: ids.reduce((a, b) => Math.max(a, b), lastId) + 1 });
	return turn.close().state;
}

function restoreJob(turn: Turn, record: JobRecord): void {
	const blank = {
		...record,
		edges: noEdges,
		dueAt: undefined,
		queued: undefined,
		waiting: [],
		running: [],
		durations: noDurations,
		stuckAs: undefined,
	};
	const asleep = { ...blank, job: { ...record.job, disabled: true } };
	// The edges that a faithful server forgot to cut are gone after a restart (contract §3.6).
	const edges = record.job.parents === undefined ? noEdges : record.edges;
	redefine(turn, reconnect(turn, asleep, edges), record.job);
}

function restoreAttempt(turn: Turn, saved: Attempt): void {
	const { taskId, deadlineAt } = saved;
	const state = findJob(turn.state, saved.job);
	// An older server did not note what its job still says.
	const containers = state === undefined ? 0 : containersOf(state.job);
	const attempt = { ...saved, needs: { containers, ...saved.needs } };
	turn.setAttempt(attempt);
	occupy(turn, attempt);
	if (state !== undefined) turn.setJob({ ...state, running: [...state.running, taskId] });
	if (deadlineAt === undefined) return;
	const timer = { type: "deadline", taskId } as const;
	turn.change({ timers: withEntry(turn.state.timers, deadlineKey(taskId, deadlineAt), timer) });
}

function restoreRun(turn: Turn, run: Run): void {
	turn.setRun(run);
	const state = findJob(turn.state, run.job);
	if (state === undefined || run.phase === "live") return;
	if (run.phase === "queued") {
		turn.setJob({ ...state, queued: run.id });
		placeInQueue(turn, run.id);
	}
	if (run.phase !== "waiting" || run.retryAt === undefined) return;
	turn.setJob({ ...state, waiting: [...state.waiting, run.id] });
	const timer = { type: "retry", runId: run.id } as const;
	turn.change({ timers: withEntry(turn.state.timers, retryKey(run.id, run.retryAt), timer) });
}
