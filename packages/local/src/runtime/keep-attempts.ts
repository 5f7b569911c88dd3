import type { Clock, GpuUse } from "@chronos-job/core";
import type { Input } from "../engine/input.ts";
import type { AttemptEnd, Launch, PullProgress, RunningAttempt } from "../executors/executor.ts";
import { lastingUseOf } from "../gpus/gpu-use.ts";
import { createBell } from "./bell.ts";
import type { EngineOptions } from "./engine-options.ts";
import { launchPatiently } from "./launch-patiently.ts";

export interface AttemptsOptions {
	readonly clock: Clock;
	readonly graceMs: number;
	readonly report: EngineOptions["report"];
	/** Hears how attempts fare. */
	note(input: Input): void;
	/** Hears what may be stored a little later, together with something else. */
	mention(input: Input): void;
	/** What an attempt has used of its GPUs so far. */
	gpuUseOf?(taskId: string): GpuUse | undefined;
}

/** The attempts that are under way; they do not end with the server. */
export interface Attempts {
	launch(taskId: string, begin: Begin): void;
	/** Follows one that an earlier server began; undefined where that never came to it. */
	follow(taskId: string, begun: Promise<Launch | undefined>, beginAgain: Begin): void;
	/** Also one that has yet to begin. */
	stop(taskId: string): void;
	stopAll(): void;
	/** Leaves all of them to themselves. */
	releaseAll(): void;
	/** Resolves when there are none or the signal fires. */
	whenIdle(signal: AbortSignal): Promise<void>;
}

/** Launches an attempt; what comes before is told to who listens, and ends when the signal fires. */
export type Begin = (hear: (pull: PullProgress) => void, unwanted: AbortSignal) => Promise<Launch>;

export function keepAttempts(options: AttemptsOptions): Attempts {
	const live = new Map<string, Live>();
	const desk = { ...options, isClosed: false };
	const bell = createBell();
	const follow = async (taskId: string, begin: Begin): Promise<void> => {
		const attempt: Live = { running: undefined, stopping: undefined, unwanted: new AbortController() };
		live.set(taskId, attempt);
		await followToEnd({ taskId, begin, attempt }, desk);
		live.delete(taskId);
		bell.ring();
	};
	return {
		launch: (taskId, begin) => void follow(taskId, begin),
		follow: (taskId, begun, beginAgain) => {
			const tries = [begun];
			void follow(taskId, async (...heard) => (await tries.pop()) ?? beginAgain(...heard));
		},
		stop: (taskId) => {
			const attempt = live.get(taskId);
			// Whoever is not here any more has ended, and that is about to be heard.
			if (attempt !== undefined) stop(attempt, taskId, options);
		},
		stopAll: () => {
			for (const [taskId, attempt] of live) stop(attempt, taskId, options);
		},
		releaseAll: () => {
			desk.isClosed = true;
			for (const { running, unwanted } of live.values()) {
				// What has yet to be launched is launched by the next server.
				if (running === undefined) unwanted.abort("released");
				else running.release?.();
			}
		},
		whenIdle: async (signal) => {
			// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows an end
			while (live.size > 0 && !signal.aborted) await bell.wait(signal);
		},
	};
}

interface Desk extends AttemptsOptions {
	isClosed: boolean;
}

interface Live {
	running: RunningAttempt | undefined;
	stopping: Promise<void> | undefined;
	/** Fires when it is not to be launched any more. */
	readonly unwanted: AbortController;
}

interface Followed {
	readonly taskId: string;
	readonly begin: Begin;
	readonly attempt: Live;
}

async function followToEnd({ taskId, begin, attempt }: Followed, options: Desk): Promise<void> {
	const tell = (because: string): void => options.note({ type: "attempt.delayed", taskId, because });
	const hear = (pull: PullProgress): void => options.mention({ type: "attempt.pulling", taskId, ...pull });
	const unwanted = attempt.unwanted.signal;
	const launch = await launchPatiently(() => begin(hear, unwanted), { clock: options.clock, tell, unwanted });
	if (launch.kind !== "running") {
		// It is the next server's to launch.
		if (options.isClosed) return;
		const detail = unwanted.aborted ? endedEarly : launch.reason;
		options.note({ type: "attempt.finished", taskId, reason: "launch-failed", detail });
		return;
	}
	attempt.running = launch.attempt;
	if (options.isClosed) launch.attempt.release?.();
	// Most attempts have ended before anybody could look, and a commit is what a short one costs most.
	options.mention({ type: "attempt.started", taskId, at: options.clock.now() });
	if (unwanted.aborted && !options.isClosed) stop(attempt, taskId, options);
	const end = endInput(taskId, await launch.attempt.end);
	const gpuUse = options.gpuUseOf?.(taskId);
	options.note(gpuUse === undefined ? end : { ...end, gpuUse: lastingUseOf(gpuUse) });
}

const endedEarly = "it was ended before it began";

/** What the engine is told of an end. */
export function endInput(
	taskId: string,
	end: AttemptEnd,
): Extract<Input, { type: "attempt.lost" | "attempt.finished" }> {
	if (end.kind === "lost") return { type: "attempt.lost", taskId, reason: end.reason };
	const { exitCode, signal, reason, detail, startedAt, endedAt } = end;
	return {
		type: "attempt.finished",
		taskId,
		startedAt,
		endedAt,
		...(exitCode === undefined ? {} : { exitCode }),
		...(signal === undefined ? {} : { signal }),
		...(reason === undefined ? {} : { reason }),
		...(detail === undefined ? {} : { detail }),
	};
}

function stop(attempt: Live, taskId: string, { graceMs, report }: AttemptsOptions): void {
	attempt.unwanted.abort("stopped");
	if (attempt.running === undefined) return;
	attempt.stopping ??= attempt.running.stop(graceMs).catch((error: unknown) => {
		attempt.stopping = undefined;
		report({ code: "stop-failed", error, about: taskId });
	});
}
