import type { Clock } from "@chronos-job/core";
import type { Input } from "../engine/input.ts";
import type { Attempt } from "../engine/state.ts";
import type { AttemptEnd, Executor, Launch, Recovery } from "../executors/executor.ts";
import { inLanes } from "../sandbox/in-lanes.ts";
import type { EngineOptions } from "./engine-options.ts";
import { endInput } from "./keep-attempts.ts";
import type { Places } from "./places.ts";

export interface RecoverOptions {
	readonly executor: Pick<Executor, "recover">;
	readonly clock: Clock;
	readonly report: EngineOptions["report"];
	/** Fires when nobody wants to know any more. */
	readonly ended: AbortSignal;
	readonly places: Places;
}

export interface Recovered {
	/** What the engine has to be told, in this order. */
	readonly inputs: readonly Input[];
	/** Those that are under way, or may be; undefined where nobody had begun them after all. */
	readonly running: ReadonlyMap<Attempt, Promise<Launch | undefined>>;
}

/** Finds out what became of attempts while nobody looked. */
export async function recoverAttempts(attempts: readonly Attempt[], options: RecoverOptions): Promise<Recovered> {
	const recoveries = new Map<Attempt, Found["recovery"]>();
	await inLanes(attempts, mostAtOnce, async (attempt) => recoveries.set(attempt, await recover(attempt, options)));
	const found = attempts.map((attempt) => ({ attempt, recovery: recoveries.get(attempt) }));
	return sumUp(found, options);
}

interface Found {
	readonly attempt: Attempt;
	/** Undefined when that could not be found out. */
	readonly recovery: Recovery | undefined;
}

// More would run out of files.
const mostAtOnce = 16;

async function recover(attempt: Attempt, { executor, places, report }: RecoverOptions): Promise<Recovery | undefined> {
	try {
		return await executor.recover(places.identityOf(attempt), places.sandboxOf(attempt));
	} catch (error) {
		report({ code: "recover-failed", error, about: attempt.taskId });
		return undefined;
	}
}

function sumUp(found: readonly Found[], options: RecoverOptions): Recovered {
	const ends = found.flatMap(({ attempt, recovery }) => (isEnd(recovery) ? [{ attempt, end: recovery }] : []));
	const others = found.filter(({ recovery }) => !isEnd(recovery));
	return {
		inputs: [
			{
				type: "restarted",
				attempts: others.map(({ attempt: { taskId }, recovery }) => ({
					taskId,
					// What cannot be found out may be under way, and must not be launched again.
					found: recovery?.kind === "never-claimed" ? "unclaimed" : "running",
				})),
			},
			...ends
				.toSorted((a, b) => endedAtOf(a.end) - endedAtOf(b.end))
				.map(({ attempt, end }) => endInput(attempt.taskId, end)),
		],
		running: new Map(
			others.flatMap(({ attempt, recovery }): readonly (readonly [Attempt, Promise<Launch | undefined>])[] => {
				if (recovery === undefined) return [[attempt, recoverLater(attempt, options)]];
				return recovery.kind === "running" ? [[attempt, Promise.resolve(recovery)]] : [];
			}),
		),
	};
}

function isEnd(recovery: Recovery | undefined): recovery is AttemptEnd {
	return recovery?.kind === "exited" || recovery?.kind === "lost";
}

function endedAtOf(end: AttemptEnd): number {
	return end.kind === "exited" ? end.endedAt : Infinity;
}

const againAfterMs = 5000;

async function recoverLater(attempt: Attempt, options: RecoverOptions): Promise<Launch | undefined> {
	let recovery: Recovery | undefined;
	while (recovery === undefined) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- one try follows the other
		await options.clock.sleep(againAfterMs, options.ended);
		if (options.ended.aborted) return new Promise(() => undefined);
		// oxlint-disable-next-line eslint/no-await-in-loop -- one try follows the other
		recovery = await recover(attempt, options);
	}
	if (recovery.kind === "running") return recovery;
	if (recovery.kind === "never-claimed") return undefined;
	return { kind: "running", attempt: { end: Promise.resolve(recovery), stop: () => Promise.resolve() } };
}
