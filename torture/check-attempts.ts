import type { Evidence } from "./evidence.ts";
import type { Proof } from "./proofs.ts";
import { overlapsOf } from "./spans.ts";
import type { Rule, Violation } from "./violation.ts";
import type { AttemptView, RunView } from "./wire.ts";

export const attemptChecks: readonly ((evidence: Evidence) => readonly Violation[])[] = [
	doubled,
	unknown,
	outcomes,
	times,
	numbers,
	overlaps,
];

function doubled({ proofs }: Evidence): readonly Violation[] {
	return [...proofs.values()]
		.filter(({ starts, ends }) => starts.length !== 1 || ends.length > 1)
		.map((proof) => ({ rule: "attempts-doubled", about: proof.taskId, detail: JSON.stringify(proof) }));
}

function unknown({ proofs, runs }: Evidence): readonly Violation[] {
	const known = new Set(attemptsIn(runs).map(({ taskId }) => taskId));
	return [...proofs.keys()]
		.filter((taskId) => !known.has(taskId))
		.map((taskId) => ({ rule: "attempts-unknown", about: taskId, detail: "it has a proof and no history" }));
}

function outcomes({ proofs, runs }: Evidence): readonly Violation[] {
	return attemptsIn(runs).flatMap((attempt) => {
		const flaw = flawOf(attempt, proofs.get(attempt.taskId));
		return flaw === undefined ? [] : [{ ...flaw, about: attempt.taskId }];
	});
}

interface Flaw {
	readonly rule: Rule;
	readonly detail: string;
}

function flawOf(attempt: AttemptView, proof: Proof | undefined): Flaw | undefined {
	const { end, phase } = attempt;
	if (phase !== "ended" || end === undefined) return { rule: "attempts-stuck", detail: `it is ${phase}` };
	const isRight = attempt.stopping === undefined ? isAsProven(attempt, proof) : isCutShort(attempt, proof);
	if (isRight) return undefined;
	return { rule: "outcomes-wrong", detail: `it was ${describe(attempt)}, and proved ${textOf(proof)}` };
}

/** Nobody asked it to end, so that only the command itself can have ended it. */
function isAsProven({ end }: AttemptView, proof: Proof | undefined): boolean {
	const proven = proof?.ends[0]?.exitCode;
	if (proven === undefined || end?.exitCode !== proven) return false;
	return end.outcome === (proven === 0 ? "succeeded" : "failed");
}

/** One that was asked to end may have come to its own end first, but then with the exit code of that. */
function isCutShort({ end }: AttemptView, proof: Proof | undefined): boolean {
	const { outcome = "", exitCode } = end ?? {};
	const hasSucceeded = outcome === "succeeded";
	if (!possible.has(outcome) || hasSucceeded !== (exitCode === 0)) return false;
	const proven = proof?.ends[0]?.exitCode;
	return exitCode === undefined || proven === undefined || exitCode === proven;
}

// Nothing but the server was killed, so that no attempt can be lost.
const possible: ReadonlySet<string> = new Set(["succeeded", "failed", "killed"]);

function describe({ end, stopping }: AttemptView): string {
	const { outcome, exitCode, signal, reason } = end ?? {};
	const parts = { exitCode, signal, reason, stopping };
	return `${String(outcome)} ${JSON.stringify(parts)}`;
}

function textOf(proof: Proof | undefined): string {
	return proof === undefined ? "nothing" : JSON.stringify({ starts: proof.starts, ends: proof.ends });
}

function times({ proofs, runs, bootedAt }: Evidence): readonly Violation[] {
	return attemptsIn(runs).flatMap(({ taskId, end }): readonly Violation[] => {
		const proven = proofs.get(taskId)?.ends[0];
		if (proven === undefined || end === undefined) return [];
		const lateMs = end.at - (bootedAt + proven.upMs);
		if (Math.abs(lateMs) <= toleranceMs) return [];
		return [{ rule: "times-wrong", about: taskId, detail: `told ${lateMs.toFixed(0)} ms after it ended` }];
	});
}

/** On a busy machine a supervisor takes its time, too. */
const toleranceMs = 3000;

function numbers({ runs }: Evidence): readonly Violation[] {
	return runs.flatMap(({ id, job, attempts }): readonly Violation[] => {
		const found = attempts.map(({ number, taskId }) => `${String(number)} ${String(taskId.split(":")[2])}`);
		const wanted = attempts.map((_, index) => `${String(index)} ${String(index)}`);
		if (found.join() === wanted.join()) return [];
		return [{ rule: "numbers-wrong", about: `run ${String(id)} of ${job}`, detail: found.join() }];
	});
}

function overlaps({ proofs, runs }: Evidence): readonly Violation[] {
	const byJob = Map.groupBy(runs, ({ job }) => job);
	return [...byJob.values()]
		.flatMap((runsOfJob) => overlapsOf(attemptsIn(runsOfJob).map(({ taskId }) => proofs.get(taskId))))
		.map(([span, next]): Violation => {
			const detail = `it ended ${String(span.untilMs - next.fromMs)} ms after ${next.taskId} began`;
			return { rule: "attempts-overlap", about: span.taskId, detail };
		});
}

function attemptsIn(runs: readonly RunView[]): readonly AttemptView[] {
	return runs.flatMap(({ attempts }) => attempts);
}
