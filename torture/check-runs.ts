import { edgeCheck } from "./check-edges.ts";
import type { Evidence } from "./evidence.ts";
import { isAcknowledged, type JobEntry } from "./ledger.ts";
import type { Violation } from "./violation.ts";
import type { EventView, RunView } from "./wire.ts";

export const runChecks: readonly ((evidence: Evidence) => readonly Violation[])[] = [
	settled,
	verdicts,
	singles,
	startsByHand,
	counters,
	windows,
	edgeCheck,
];

function settled({ runs, events }: Evidence): readonly Violation[] {
	const told = Map.groupBy(
		events.filter(({ type }) => type === "run.settled"),
		({ runId }) => runId,
	);
	return runs.flatMap((run): readonly Violation[] => {
		const about = nameOf(run);
		if (run.phase !== "settled") return [{ rule: "attempts-stuck", about, detail: `it is ${run.phase}` }];
		const outcomes = (told.get(run.id) ?? []).map(({ outcome }) => outcome);
		const isOnce = outcomes.length === 1 && outcomes[0] === run.outcome;
		const detail = `it was ${String(run.outcome)}, and told to be ${outcomes.join(", ")}`;
		return isOnce ? [] : [{ rule: "outcomes-wrong", about, detail }];
	});
}

/** A run is what its last attempt was. */
function verdicts({ runs }: Evidence): readonly Violation[] {
	return runs.flatMap((run): readonly Violation[] => {
		const last = String(run.attempts.at(-1)?.end?.outcome);
		// Its turn, or its retry, never came.
		const isRight = run.outcome === "dropped" ? run.dropReason === "job-deleted" : run.outcome === last;
		if (isRight) return [];
		const detail = `it was ${String(run.outcome)} ${String(run.dropReason)}, and its last attempt ${last}`;
		return [{ rule: "outcomes-wrong", about: nameOf(run), detail }];
	});
}

/** Jobs that are due once, which nobody else starts. */
function singles({ ledger, runs, jobs }: Evidence): readonly Violation[] {
	const runsOf = Map.groupBy(runs, ({ job }) => job);
	const there = new Set(jobs.map(({ name }) => name));
	return ledger
		.filter(({ plan: { kind } }) => kind === "once" || kind === "flaky" || kind === "slow")
		.flatMap((entry): readonly Violation[] => {
			const own = runsOf.get(entry.name) ?? [];
			const found = `${String(own.length)} runs: ${own.map(textOf).join(", ")}`;
			const wrong = (detail: string): readonly Violation[] => [{ rule: "runs-wrong", about: entry.name, detail }];
			if (own.length > 1) return wrong(found);
			// Whatever was deleted may have been so before its time came.
			if (!there.has(entry.name)) return [];
			const wanted = entry.writes.some(({ type }) => type === "kill") ? undefined : wantedOf(entry);
			const [run] = own;
			if (run === undefined) return wrong("it never ran");
			return wanted === undefined || textOf(run) === wanted ? [] : wrong(`${found} instead of ${wanted}`);
		});
}

function wantedOf({ plan: { failures, retries } }: JobEntry): string {
	const attempts = Math.min(failures, retries) + 1;
	return `${String(attempts)} attempts, ${failures > retries ? "failed" : "succeeded"}`;
}

function textOf({ attempts, outcome }: RunView): string {
	return `${String(attempts.length)} attempts, ${String(outcome)}`;
}

/** A start that was accepted is a run, or said to be dropped. */
function startsByHand({ ledger, events }: Evidence): readonly Violation[] {
	const manual = Map.groupBy(
		events.filter(({ type, cause, attempt = 0 }) => isStart(type) && cause === "manual" && attempt === 0),
		({ job }) => job,
	);
	return ledger.flatMap(({ name, writes }): readonly Violation[] => {
		const starts = writes.filter(({ type, status }) => type === "start" && (status ?? 204) === 204);
		const certain = starts.filter(isAcknowledged).length;
		const found = (manual.get(name) ?? []).length;
		if (found >= certain && found <= starts.length) return [];
		const detail = `${String(certain)} starts accepted, ${String(starts.length)} sent, ${String(found)} found`;
		return [{ rule: "runs-wrong", about: name, detail }];
	});
}

function isStart(type: string): boolean {
	return type === "run.queued" || type === "start.dropped";
}

function counters({ jobs, runs, events }: Evidence): readonly Violation[] {
	const runsOf = Map.groupBy(runs, ({ job }) => job);
	const created = Map.groupBy(
		events.filter(({ type }) => type === "job.created"),
		({ job }) => job,
	);
	return jobs.flatMap(({ name, successCount, errorCount }): readonly Violation[] => {
		// One that was deleted and came back counts anew.
		if ((created.get(name)?.length ?? 0) > 1) return [];
		const outcomes = (runsOf.get(name) ?? []).map(({ outcome }) => outcome);
		const successes = outcomes.filter((outcome) => outcome === "succeeded").length;
		const errors = outcomes.filter((outcome) => outcome === "failed" || outcome === "lost").length;
		if (successes === successCount && errors === errorCount) return [];
		const counted = `${String(successCount)} successes and ${String(errorCount)} errors`;
		const detail = `it counted ${counted} instead of ${String(successes)} and ${String(errors)}`;
		return [{ rule: "counters-wrong", about: name, detail }];
	});
}

/** One run after the other, each from where the last one ended, unless the schedule was begun anew in between. */
function windows({ ledger, runs, events }: Evidence): readonly Violation[] {
	const runsOf = Map.groupBy(runs, ({ job }) => job);
	const eventsOf = Map.groupBy(events, ({ job }) => job);
	return ledger
		.filter(({ plan: { kind } }) => kind === "every")
		.flatMap((entry) => {
			const scheduled = (runsOf.get(entry.name) ?? []).filter(({ cause }) => cause === "schedule");
			return scheduled.slice(1).flatMap((run, index): readonly Violation[] => {
				const before = scheduled[index];
				if (before === undefined || isInterrupted(eventsOf.get(entry.name) ?? [], before.id, run.id)) return [];
				// One that was dropped has used up nothing.
				const from = before.coversUntil ?? before.dueAt;
				if (run.dueAt === from) return [];
				const detail = `${nameOf(run)} is for ${String(run.dueAt)}, and ${nameOf(before)} went up to ${String(from)}`;
				return [{ rule: "windows-wrong", about: entry.name, detail }];
			});
		});
}

function isInterrupted(events: readonly EventView[], first: number, second: number): boolean {
	const queuedAt = (runId: number) => events.findIndex((event) => event.type === "run.queued" && event.runId === runId);
	return events
		.slice(queuedAt(first), queuedAt(second))
		.some(({ type }) => type === "job.updated" || type === "job.created");
}

function nameOf({ id, job }: RunView): string {
	return `run ${String(id)} of ${job}`;
}
