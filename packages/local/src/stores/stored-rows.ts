import type { Job } from "@chronos-job/schemas";
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
	return { ...rest, edges: new Map(edges) };
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

export function eventOf({ id, at, event }: Row): StoredEvent {
	return { id: Number(id), at: Number(at), event: parse(event) };
}

/** Our own writing: only a damaged disk makes it something else. */
function parse(text: unknown) {
	try {
		return JSON.parse(String(text));
	} catch (cause) {
		throw corrupt("a row of the database makes no sense", cause);
	}
}
