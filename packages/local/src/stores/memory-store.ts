import { randomUUID } from "node:crypto";
import type { Job } from "@chronos-job/schemas";
import type { Attempt, JobRecord, Run } from "../engine/state.ts";
import { recordOf } from "./job-record.ts";
import type { History, Loaded, PruneLimits, RunQuery, RunRecord, Store, StoreChange, StoredEvent } from "./store.ts";

/** Remembers for as long as it lives. */
export function memoryStore(): Store {
	const memory = emptyMemory();
	return {
		id: randomUUID(),
		load: () => loadFrom(memory),
		commit: (changes) => {
			for (const change of changes) apply(memory, change);
		},
		history: historyOf(memory),
		prune: (limits) => prune(memory, limits),
		[Symbol.dispose]: () => undefined,
	};
}

interface Memory {
	readonly jobs: Map<string, JobRecord>;
	readonly hidden: Map<string, Job>;
	readonly runs: Map<number, Run>;
	readonly attempts: Map<string, Attempt>;
	/** The task ids of a run. */
	readonly tasks: Map<number, readonly string[]>;
	readonly events: StoredEvent[];
	lastId: number;
	lastEventId: number;
}

function emptyMemory(): Memory {
	return {
		jobs: new Map(),
		hidden: new Map(),
		runs: new Map(),
		attempts: new Map(),
		tasks: new Map(),
		events: [],
		lastId: 0,
		lastEventId: 0,
	};
}

function apply(memory: Memory, change: StoreChange): void {
	switch (change.type) {
		case "job.save":
			return saveJob(memory, change.record);
		case "job.hide":
			memory.jobs.delete(change.job.name);
			memory.hidden.set(change.job.name, change.job);
			return;
		case "job.remove":
			memory.jobs.delete(change.name);
			memory.hidden.delete(change.name);
			return;
		case "run.save":
			memory.lastId = Math.max(memory.lastId, change.run.id);
			memory.runs.set(change.run.id, change.run);
			return;
		case "attempt.save":
			return saveAttempt(memory, change.attempt);
		case "event.append":
			memory.lastEventId = Math.max(memory.lastEventId, change.event.id);
			memory.events.push(change.event);
	}
}

function saveJob(memory: Memory, record: JobRecord): void {
	memory.lastId = Math.max(memory.lastId, record.id);
	memory.hidden.delete(record.job.name);
	memory.jobs.set(record.job.name, recordOf(record));
}

function saveAttempt(memory: Memory, attempt: Attempt): void {
	const { runId, taskId } = attempt;
	if (!memory.attempts.has(taskId)) memory.tasks.set(runId, [...(memory.tasks.get(runId) ?? []), taskId]);
	memory.attempts.set(taskId, attempt);
}

function loadFrom({ jobs, hidden, runs, attempts, lastId, lastEventId }: Memory): Loaded {
	return {
		jobs: [...jobs.values()].sort((a, b) => a.id - b.id),
		hidden: [...hidden.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
		runs: [...runs.values()].filter(({ settledAt }) => settledAt === undefined).sort((a, b) => a.id - b.id),
		attempts: [...attempts.values()].filter(({ phase }) => phase !== "ended"),
		lastId,
		lastEventId,
	};
}

function historyOf(memory: Memory): History {
	return {
		listRuns: (query) => listRuns(memory, query),
		findRun: (id) => {
			const run = memory.runs.get(id);
			return run && withAttempts(memory, run);
		},
		findAttempt: (taskId) => memory.attempts.get(taskId),
		listEvents: ({ after, limit }) => {
			const first = memory.events.findIndex(({ id }) => id > after);
			return first < 0 ? [] : memory.events.slice(first, first + limit);
		},
		firstEventId: () => memory.events[0]?.id,
	};
}

function listRuns(memory: Memory, { job, before = Infinity, limit }: RunQuery): readonly RunRecord[] {
	return [...memory.runs.values()]
		.filter((run) => run.id < before && (job === undefined || run.job === job))
		.sort((a, b) => b.id - a.id)
		.slice(0, limit)
		.map((run) => withAttempts(memory, run));
}

function withAttempts(memory: Memory, run: Run): RunRecord {
	return { run, attempts: attemptsOf(memory, run.id).sort((a, b) => a.number - b.number) };
}

function attemptsOf({ tasks, attempts }: Memory, runId: number): Attempt[] {
	return (tasks.get(runId) ?? []).flatMap((taskId) => attempts.get(taskId) ?? []);
}

function prune(memory: Memory, { settledBefore, events }: PruneLimits): boolean {
	for (const { id, settledAt } of memory.runs.values()) {
		if (settledAt !== undefined && settledAt < settledBefore) forgetRun(memory, id);
	}
	memory.events.splice(0, Math.max(0, memory.events.length - events));
	return false;
}

function forgetRun(memory: Memory, id: number): void {
	const attempts = attemptsOf(memory, id);
	// What still runs has to be found again after a restart.
	if (attempts.some(({ phase }) => phase !== "ended")) return;
	for (const { taskId } of attempts) memory.attempts.delete(taskId);
	memory.tasks.delete(id);
	memory.runs.delete(id);
}
