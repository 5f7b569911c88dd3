import type { Clock } from "@chronos-job/core";
import { Job } from "@chronos-job/schemas";
import {
	createSettings,
	type Engine,
	type EngineOptions,
	type Executor,
	type Input,
	type ManualClock,
	manualClock,
	memoryStore,
	openEngine,
	type Problem,
	type ScriptedExecutor,
	scriptedExecutor,
	type ScriptedJob,
	valuesOf,
} from "../src/index.ts";
import type { Store, StoreChange } from "../src/stores/store.ts";

export const dawn = Date.parse("2026-01-01T00:00:00Z");

export function put(name: string, fields: Readonly<Record<string, unknown>> = {}): Input {
	return {
		type: "job.put",
		job: Job.parse({ name, command: "true", schedule: "R/2030-01-01T00:00:00Z/P1D", ...fields }),
	};
}

export function start(name: string): Input {
	return { type: "job.started", name };
}

export interface Scene {
	readonly engine: Engine;
	readonly clock: ManualClock;
	readonly executor: Executor & Pick<ScriptedExecutor, "started">;
	readonly store: WatchedStore;
	readonly problems: readonly Problem[];
	/** The same store and the same attempts, with another engine. */
	readonly again: (options?: Partial<EngineOptions>) => Promise<Scene>;
}

export interface WatchedStore extends Store {
	readonly commits: readonly (readonly StoreChange[])[];
	readonly disposals: number;
	/** While it is set, commits fail with it. */
	failure: Error | undefined;
}

export async function openScene(
	script: Readonly<Record<string, ScriptedJob>> = {},
	options: Partial<EngineOptions> = {},
): Promise<Scene> {
	const clock = manualClock(dawn);
	const scripted = scriptedExecutor(script);
	const executor = { ...scripted(clock), started: scripted.started };
	return openOn({ clock, executor, store: watch(memoryStore()) }, options);
}

async function openOn(
	parts: Pick<Scene, "clock" | "executor" | "store">,
	options: Partial<EngineOptions> = {},
): Promise<Scene> {
	const problems: Problem[] = [];
	const engine = await openEngine({ ...baseOptions(parts), report: (problem) => problems.push(problem), ...options });
	return { ...parts, engine, problems, again: (others) => openOn(parts, others) };
}

export function baseOptions(parts: {
	readonly clock: Clock;
	readonly executor: Executor;
	readonly store: Store;
}): EngineOptions {
	return {
		...parts,
		settings: createSettings(),
		capacity: { cpus: 4, memMb: 4096, diskMb: 40_960, gpus: ["gpu-0", "gpu-1"] },
		sandboxRoot: "/nonexistent/sandboxes",
		graceMs: 1000,
		longestSleepMs: Infinity,
		retention: { runsMs: Infinity, events: Infinity, sandboxesMs: Infinity, sandboxBytes: Infinity },
		report: () => undefined,
	};
}

function watch(store: Store): WatchedStore {
	const commits: (readonly StoreChange[])[] = [];
	const watched = { failure: undefined as Error | undefined, disposals: 0 };
	return Object.assign(watched, {
		id: store.id,
		load: () => store.load(),
		commits,
		commit: (changes: readonly StoreChange[]) => {
			if (watched.failure !== undefined) throw watched.failure;
			store.commit(changes);
			commits.push(changes);
		},
		history: store.history,
		prune: (limits: Parameters<Store["prune"]>[0]) => store.prune(limits),
		// What is in memory outlives its server, so that another one can go on with it.
		[Symbol.dispose]: () => void (watched.disposals += 1),
	});
}

/** An executor that does something else in one of its ways. */
export function instead(executor: Executor, ways: Partial<Executor>): Executor {
	return {
		name: executor.name,
		probe: () => executor.probe(),
		start: (...attempt) => executor.start(...attempt),
		recover: (...attempt) => executor.recover(...attempt),
		...ways,
	};
}

export function runningIn({ state }: Engine): readonly string[] {
	return Array.from(valuesOf(state.attempts), ({ taskId }) => taskId);
}

export function eventsOf(store: Store): readonly string[] {
	return store.history.listEvents({ after: 0, limit: 10_000 }).map(({ event }) => {
		if ("outcome" in event) return `${event.type} ${event.job} ${event.outcome}`;
		return `${event.type} ${"job" in event ? event.job : event.byMs}`;
	});
}
