import type { Clock } from "@chronos-job/core";
import { type Job, parseTaskId } from "@chronos-job/schemas";
import type { AttemptEnd, AttemptSpec, Executor, Exit, Launch, RunningAttempt } from "./executor.ts";

/** What becomes of an attempt. */
export type ScriptedOutcome =
	| "succeed"
	| "fail"
	| (Partial<Pick<Exit, "exitCode" | "signal" | "reason">> & { readonly afterMs?: number })
	| { readonly lost: true; readonly afterMs?: number }
	/** It cannot be launched; `failed` might have been another time. */
	| { readonly refused: string }
	| { readonly failed: string };

/** For every attempt of a job, for one after the other (the last one stays), or by what it is. */
export type ScriptedJob =
	| ScriptedOutcome
	| readonly ScriptedOutcome[]
	| ((attempt: ScriptedAttempt) => ScriptedOutcome);

export interface ScriptedAttempt {
	/** As it is defined now. */
	readonly job: Job;
	readonly taskId: string;
	/** 0 for the first attempt of a run, 1 for its first retry. */
	readonly number: number;
	/** When it is launched. */
	readonly at: number;
}

/** Gets the clock of the server that it belongs to, so that there is only one. */
export interface ScriptedExecutor {
	(clock: Clock): Executor;
	/** What was launched, the earliest first. */
	readonly started: readonly StartedAttempt[];
}

export interface StartedAttempt {
	readonly at: number;
	readonly job: string;
	readonly taskId: string;
}

/** Runs nothing: attempts end as a script says; a job without lines succeeds at once. */
export function scriptedExecutor(script: Readonly<Record<string, ScriptedJob>>): ScriptedExecutor {
	const stage: Stage = { script, started: [], begun: new Map(), counts: new Map() };
	return Object.assign((clock: Clock) => executorOn(stage, clock), { started: stage.started });
}

interface Stage {
	readonly script: Readonly<Record<string, ScriptedJob>>;
	readonly started: StartedAttempt[];
	/** By nonce. */
	readonly begun: Map<string, Begun>;
	readonly counts: Map<string, number>;
}

interface Begun {
	readonly outcome: ScriptedOutcome;
	readonly startedAt: number;
	/** Whoever follows it. */
	attempt: RunningAttempt | undefined;
	ended: AttemptEnd | undefined;
}

function executorOn(stage: Stage, clock: Clock): Executor {
	return {
		name: "scripted",
		probe: () => Promise.resolve({ available: true }),
		start: (spec) => Promise.resolve(start(stage, spec, clock)),
		recover: ({ nonce }) => {
			const known = stage.begun.get(nonce);
			if (known === undefined) return Promise.resolve({ kind: "never-claimed" });
			if (clock.now() >= endsAt(known)) settle(known, endsAt(known));
			return Promise.resolve(known.ended ?? { kind: "running", attempt: follow(known, clock) });
		},
	};
}

function start({ script, started, begun, counts }: Stage, { job, taskId, nonce }: AttemptSpec, clock: Clock): Launch {
	const known = begun.get(nonce);
	// Whoever comes second finds the sandbox taken, and follows the first.
	if (known !== undefined) return { kind: "running", attempt: follow(known, clock) };
	const { name } = job;
	const count = counts.get(name) ?? 0;
	counts.set(name, count + 1);
	const at = clock.now();
	const outcome = outcomeOf(script[name], { job, taskId, at }, count);
	const refusal = refusalOf(outcome);
	if (refusal !== undefined) return refusal;
	started.push({ at, job: name, taskId });
	const fresh: Begun = { outcome, startedAt: at, attempt: undefined, ended: undefined };
	begun.set(nonce, fresh);
	return { kind: "running", attempt: follow(fresh, clock) };
}

type Launched = Omit<ScriptedAttempt, "number">;

function outcomeOf(job: ScriptedJob | undefined, attempt: Launched, count: number): ScriptedOutcome {
	if (typeof job === "function") return job({ ...attempt, number: parseTaskId(attempt.taskId)?.attempt ?? 0 });
	if (!isList(job)) return job ?? "succeed";
	return job[Math.min(count, job.length - 1)] ?? "succeed";
}

// The check for a list that the language has forgets that it may be read-only.
function isList(job: ScriptedJob | undefined): job is readonly ScriptedOutcome[] {
	return Array.isArray(job);
}

function refusalOf(outcome: ScriptedOutcome): Launch | undefined {
	if (typeof outcome === "string") return undefined;
	if ("refused" in outcome) return { kind: "refused", reason: outcome.refused };
	return "failed" in outcome ? { kind: "failed", reason: outcome.failed } : undefined;
}

function follow(begun: Begun, clock: Clock): RunningAttempt {
	begun.attempt ??= attemptOf(begun, clock);
	return begun.attempt;
}

function attemptOf(begun: Begun, clock: Clock): RunningAttempt {
	const sleep = new AbortController();
	const finish = (): AttemptEnd | Promise<never> => {
		if (sleep.signal.reason === "released") return new Promise<never>(() => undefined);
		return settle(begun, clock.now(), sleep.signal.aborted ? { signal: "SIGTERM" } : begun.outcome);
	};
	const leftMs = endsAt(begun) - clock.now();
	const end = leftMs <= 0 ? Promise.resolve().then(finish) : clock.sleep(leftMs, sleep.signal).then(finish);
	return {
		end,
		stop: async () => {
			sleep.abort("stopped");
			await end;
		},
		release: () => {
			begun.attempt = undefined;
			sleep.abort("released");
		},
	};
}

function endsAt({ startedAt, outcome }: Begun): number {
	return startedAt + (typeof outcome === "object" && "afterMs" in outcome ? (outcome.afterMs ?? 0) : 0);
}

function settle(begun: Begun, endedAt: number, outcome = begun.outcome): AttemptEnd {
	return (begun.ended ??= endOf(outcome, { startedAt: begun.startedAt, endedAt, userMs: 0, systemMs: 0 }));
}

function endOf(
	outcome: ScriptedOutcome,
	times: Pick<Exit, "startedAt" | "endedAt" | "userMs" | "systemMs">,
): AttemptEnd {
	if (outcome === "succeed") return { kind: "exited", exitCode: 0, ...times };
	if (typeof outcome === "string" || "refused" in outcome || "failed" in outcome) {
		return { kind: "exited", exitCode: 1, ...times };
	}
	if ("lost" in outcome) return { kind: "lost", reason: "lost by the script" };
	const { exitCode, signal, reason } = outcome;
	return {
		kind: "exited",
		...(signal === undefined ? { exitCode: exitCode ?? 0 } : { signal }),
		...(reason === undefined ? {} : { reason }),
		...times,
	};
}
