import type { Job } from "@chronos-job/schemas";
import type { EngineEvent } from "../engine/effect.ts";
import { noEdges } from "../engine/trigger-children.ts";
import type { Attempt, JobRecord, Run } from "../engine/state.ts";
import { corrupt } from "./inspect-file.ts";
import type { StoredEvent } from "./store.ts";

/** What SQLite hands out. */
export type Row = Readonly<Record<string, unknown>>;

export function formatJobRecord({ id, version, edges, lastStamp, lastRetryStamp, job }: JobRecord): string {
	return JSON.stringify({ id, version, edges: [...edges], lastStamp, lastRetryStamp, job });
}

export function jobRecordOf({ record }: Row): JobRecord {
	const { edges, ...rest }: StoredRecord = parse(record);
	return { ...rest, edges: edges.length === 0 ? noEdges : new Map(edges) };
}

type StoredRecord = Omit<JobRecord, "edges"> & { readonly edges: readonly (readonly [string, number])[] };

export function hiddenJobOf({ record }: Row): Job {
	return parse(record);
}

export function runOf({ run }: Row): Run {
	const known: Run = parse(run);
	return { ...blankRun, ...known };
}

// JSON leaves out what is undefined.
const blankRun = {
	dueAt: undefined,
	coversUntil: undefined,
	retryAt: undefined,
	settledAt: undefined,
	outcome: undefined,
	dropReason: undefined,
};

export function attemptOf({ attempt }: Row): Attempt {
	const { end, ...rest }: Attempt = parse(attempt);
	return { ...blankAttempt, ...rest, end: end && { ...blankEnd, ...end } };
}

const blankAttempt = { startedAt: undefined, deadlineAt: undefined, stopping: undefined, runAsUser: "" };
const blankEnd = { exitCode: undefined, signal: undefined, reason: undefined };

export function formatEvents(events: readonly StoredEvent[]): string {
	return JSON.stringify(events.map(({ event }) => event));
}

/** The events of one row, of which the last has its id. */
export function eventsOf({ id, at, events }: Row): readonly StoredEvent[] {
	const known: readonly EngineEvent[] = parse(events);
	const firstId = Number(id) - known.length + 1;
	return known.map((event, index) => ({ id: firstId + index, at: Number(at), event }));
}

/** Our own writing: only a damaged disk makes it something else. */
function parse(text: unknown) {
	try {
		return JSON.parse(String(text));
	} catch (cause) {
		throw corrupt("a row of the database makes no sense", cause);
	}
}
