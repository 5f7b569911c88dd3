import type { Fate, RunEvent } from "@chronos-job/core";

/** What has been seen and told of the latest run of each job. */
export interface RunMemory {
	/** What an event means after those before it. */
	readonly factsOf: (event: RunEvent) => Facts;
	readonly factsOfFate: (fate: Fate) => Facts;
	readonly keep: (event: RunEvent, isTold: boolean) => void;
}

export interface Facts {
	/** How long the attempt took, when somebody saw it begin. */
	readonly tookMs?: number;
	/** Whether the same was told before. */
	readonly isEcho: boolean;
}

interface Memory {
	readonly startedAt?: number;
	/** The outcome that was told. */
	readonly told?: string | undefined;
	/** How long it took, of one that has settled. */
	readonly settled?: Pick<Facts, "tookMs">;
}

export function openRunMemory(now: () => number): RunMemory {
	const runs = new Map<string, Memory>();

	/** Times of two clocks tell no span: where the server does not tell all of them, ours does. */
	function stampOf({ at, runId }: { readonly at: number; readonly runId?: number }): number {
		return runId === undefined ? now() : at;
	}
	function tookOf(end: Ended): Pick<Facts, "tookMs"> {
		const { startedAt } = runs.get(end.job) ?? {};
		return startedAt === undefined ? {} : { tookMs: Math.max(0, stampOf(end) - startedAt) };
	}
	return {
		factsOf(event) {
			if (event.type !== "attempt.finished" && event.type !== "run.settled") return { isEcho: false };
			const { told, settled } = runs.get(event.job) ?? {};
			const isEcho = event.type === "run.settled" && settled === undefined && told === event.outcome;
			return { ...tookOf(event), isEcho };
		},
		factsOfFate(fate) {
			const { settled = tookOf(fate), told } = runs.get(fate.job) ?? {};
			return { ...settled, isEcho: told === fate.outcome };
		},
		keep(event, isTold) {
			if (event.type === "attempt.started") runs.set(event.job, { startedAt: stampOf(event) });
			if (event.type !== "attempt.finished" && event.type !== "run.settled") return;
			const told = isTold ? event.outcome : undefined;
			const before = runs.get(event.job);
			runs.set(event.job, event.type === "run.settled" ? { settled: tookOf(event), told } : { ...before, told });
		},
	};
}

interface Ended {
	readonly job: string;
	readonly at: number;
	readonly runId?: number;
}
