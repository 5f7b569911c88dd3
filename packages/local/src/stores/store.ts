import type { Effect, EngineEvent } from "../engine/effect.ts";
import type { Saved } from "../engine/restore-state.ts";
import type { Attempt, Run } from "../engine/state.ts";

/** Where a server keeps what it has promised not to forget. Commits do not wait for anything but the disk. */
export interface Store extends Disposable {
	/** Names this store for ever: what is derived from it belongs to no other. */
	readonly id: string;
	load(): Loaded;
	/** All of it or nothing, on disk when it returns. */
	commit(changes: readonly StoreChange[]): void;
	readonly history: History;
	/** Forgets the oldest events and settled runs; true when more of them are left to forget. */
	prune(limits: PruneLimits): boolean;
}

export type StoreChange =
	| Extract<Effect, { type: "job.save" | "job.hide" | "job.remove" | "run.save" | "attempt.save" }>
	| { readonly type: "event.append"; readonly event: StoredEvent };

export interface StoredEvent {
	/** Counts up without gaps, over restarts as well. */
	readonly id: number;
	readonly at: number;
	readonly event: EngineEvent;
}

export interface Loaded extends Saved {
	/** The largest id ever given to a run or a job, settled and deleted ones included. */
	readonly lastId: number;
	/** 0 before the first event. */
	readonly lastEventId: number;
}

export interface PruneLimits {
	/** Runs that settled earlier go, with their attempts. */
	readonly settledBefore: number;
	/** How many events stay. */
	readonly events: number;
	/** So many runs and events go at once: a hundred take a few milliseconds, in which nothing else happens. */
	readonly atMost?: number;
}

/** What can be asked about the past. */
export interface History {
	/** The newest first. */
	listRuns(query: RunQuery): readonly RunRecord[];
	findRun(id: number): RunRecord | undefined;
	findAttempt(taskId: string): Attempt | undefined;
	/** The oldest first, those after an id. */
	listEvents(query: EventQuery): readonly StoredEvent[];
	/** What came before it has been pruned; undefined when there is none. */
	firstEventId(): number | undefined;
}

export interface EventQuery {
	readonly after: number;
	readonly limit: number;
}

export interface RunQuery {
	readonly job?: string | undefined;
	/** Runs with smaller ids only: the last id of a page asks for the next one. */
	readonly before?: number | undefined;
	readonly limit: number;
}

export interface RunRecord {
	readonly run: Run;
	/** By their numbers. */
	readonly attempts: readonly Attempt[];
}
