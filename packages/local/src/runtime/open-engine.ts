import type { Input } from "../engine/input.ts";
import { findIn } from "../engine/ordered-map.ts";
import { restoreState } from "../engine/restore-state.ts";
import { type Attempt, type EngineState, findJob } from "../engine/state.ts";
import type { Launch } from "../executors/executor.ts";
import { findGpuObstacle } from "../gpus/gpu-obstacle.ts";
import type { Loaded } from "../stores/store.ts";
import { createBell } from "./bell.ts";
import { closeEngine } from "./close-engine.ts";
import type { Group } from "./decide-group.ts";
import { EngineClosedError } from "./engine-closed-error.ts";
import type { EngineOptions } from "./engine-options.ts";
import type { Engine } from "./engine.ts";
import { doubtOf, executorFor, obstacleOf, recoveryOf, studyOf, unavailableIn } from "./executors-of.ts";
import { type Begin, keepAttempts } from "./keep-attempts.ts";
import { keepTime } from "./keep-time.ts";
import { createPlaces } from "./places.ts";
import { pruneRegularly } from "./prune-regularly.ts";
import { readEvents } from "./read-events.ts";
import { recoverAttempts } from "./recover-attempts.ts";
import { runGroups } from "./run-groups.ts";
import { watchClock } from "./watch-clock.ts";
import { watchContainers } from "./watch-containers.ts";
import { watchGpus } from "./watch-gpus.ts";
import type { Workings } from "./workings.ts";

/** Goes on where the last engine on this store stopped; resolves when all that it left is accounted for. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
	const loaded = options.store.load();
	const workings = assemble(options, loaded, await unavailableIn(options));
	await resume(workings, loaded);
	const { end, places, alarm, gpus, groups } = workings;
	alarm.start();
	gpus.rearm();
	const lastEventId = (): number => groups.lastEventId;
	const unavailable = groups.state.unavailable.get("container");
	void watchContainers({ ...options, unavailable, note: groups.note, ended: end.signal });
	void pruneRegularly({ ...options, ended: end.signal, taken: places.taken, lastEventId });
	return engineOf(workings);
}

function assemble(options: EngineOptions, loaded: Loaded, unavailable: EngineState["unavailable"]): Workings {
	const { clock, settings, capacity, longestSleepMs } = options;
	const end = new AbortController();
	const ended = end.signal;
	const { lastId, lastEventId } = loaded;
	const state = { ...restoreState(loaded, { settings, capacity, now: clock.now(), lastId }), unavailable };
	const perform = (group: Group): void => act(workings, group);
	const watch = watchClock(clock);
	const groups = runGroups({ ...options, watch, state, lastEventId, perform, ended });
	const gpus = watchGpus({ ...options, state: () => groups.state, ended });
	const attempts = keepAttempts({ ...options, note: groups.note, mention: groups.mention, gpuUseOf: gpus.useOf });
	const places = createPlaces(options, () => groups.state);
	const ring = (): void => groups.note({ type: "clock.ticked" });
	const alarm = keepTime({ clock, watch, longestSleepMs, dueAt: () => groups.wakeAt, ring, ended });
	const workings: Workings = { options, groups, attempts, places, alarm, gpus, bell: createBell(), end };
	return workings;
}

function act({ options, attempts, places, alarm, gpus, bell }: Workings, { deeds, changes }: Group): void {
	for (const deed of deeds) {
		if (deed.type === "stop") {
			attempts.stop(deed.taskId);
			continue;
		}
		const { attempt, job } = deed;
		attempts.launch(attempt.taskId, async (hear, signal) =>
			executorFor(options, job).start({ ...places.identityOf(attempt), job, signal }, places.sandboxOf(attempt), hear),
		);
	}
	if (changes.length > 0) bell.ring();
	alarm.rearm();
	gpus.rearm();
}

async function resume(workings: Workings, loaded: Loaded): Promise<void> {
	const { options, groups, attempts, places, end } = workings;
	const { inputs, running } = await recoverAttempts(loaded.attempts, {
		...options,
		executor: recoveryOf(options),
		places,
		ended: end.signal,
	});
	for (const [attempt, begun] of running) {
		attempts.follow(attempt.taskId, begun, (...heard) => beginLate(workings, attempt, ...heard));
		// Whoever was asked to end before may not have heard all of it.
		if (attempt.stopping !== undefined) attempts.stop(attempt.taskId);
	}
	for (const input of inputs) groups.note(input);
	const failure = groups.flush();
	if (failure === undefined) return;
	end.abort();
	throw failure.error;
}

/** What turned out later than the rest never to have been begun. */
async function beginLate(
	{ options, groups, places }: Workings,
	attempt: Attempt,
	...[hear, signal]: Parameters<Begin>
): Promise<Launch> {
	const { attempts } = groups.state;
	const state = findJob(groups.state, attempt.job);
	const isUnwanted = state?.id !== attempt.jobId || findIn(attempts, attempt.taskId)?.stopping !== undefined;
	if (state === undefined || isUnwanted) return { kind: "failed", reason: "it was never begun" };
	return executorFor(options, state.job).start(
		{ ...places.identityOf(attempt), job: state.job, signal },
		places.sandboxOf(attempt),
		hear,
	);
}

function engineOf(workings: Workings): Engine {
	const { groups, bell, end, options, places, gpus } = workings;
	const { store, clock } = options;
	let closing: Promise<void> | undefined;
	const tell = (input: Input): ReturnType<Engine["tell"]> =>
		closing === undefined ? groups.tell(input) : Promise.reject(new EngineClosedError());
	const close: Engine["close"] = ({ stopJobs = false } = {}) => (closing ??= closeEngine(workings, { stopJobs }));
	return {
		get state() {
			return groups.state;
		},
		get lastEventId() {
			return groups.lastEventId;
		},
		now: () => clock.now(),
		tell,
		history: store.history,
		events: (range) => readEvents({ history: store.history, bell, ended: end.signal }, range),
		containersBy: () => options.containers?.describe?.(),
		findObstacle: (job) => obstacleOf(options, job) ?? findGpuObstacle(job, groups.state.capacity.gpuFacts ?? []),
		findDoubt: (job) => doubtOf(options, job),
		study: (job) => studyOf(options, job),
		gpuUseOf: gpus.useOf,
		sandboxOf: places.sandboxOf,
		close,
		[Symbol.asyncDispose]: () => close(),
	};
}
