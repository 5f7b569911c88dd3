import type { Job, JobSummary } from "@chronos-job/schemas";
import type { ReadClient } from "../client/client.ts";
import type { Clock } from "../clock.ts";
import { ResponseError } from "../errors.ts";
import type { Snapshot } from "./compare-snapshots.ts";
import { isOutage, patienceMs } from "./outage.ts";

export interface SnapshotOptions {
	readonly clock: Clock;
	readonly everyMs: number;
	readonly signal: AbortSignal;
	/** Jobs whose counters are read every time; without it all are, whenever something has moved. */
	readonly jobs?: readonly string[] | undefined;
}

export interface Taken {
	readonly snapshot: Snapshot;
	/** When the server was last seen, if it has been away since. */
	readonly lostSince: number | undefined;
}

/** Looks at a server again and again until the signal fires; a server that is away for a while is waited for. */
export async function* takeSnapshots(client: ReadClient, options: SnapshotOptions): AsyncGenerator<Taken, void> {
	const { clock, everyMs, signal } = options;
	let last: Look | undefined;
	let failures = 0;
	while (!signal.aborted) {
		try {
			const look: Look = await lookAround(client, options, last);
			yield { snapshot: look, lostSince: failures === 0 ? undefined : last?.at };
			last = look;
			failures = 0;
		} catch (error) {
			if (signal.aborted) return;
			failures += 1;
			if (last === undefined ? !isStumble(error, failures) : !isOutage(error)) throw error;
		}
		await clock.sleep(patienceMs(everyMs, failures), signal);
	}
}

/** What cannot be reached at the very beginning is a mistake rather than an outage, but a server may stumble (contract §9.16). */
function isStumble(error: unknown, failures: number): boolean {
	return error instanceof ResponseError && isOutage(error) && failures < mostStumbles;
}

const mostStumbles = 8;

interface Look extends Snapshot {
	readonly hasMoved: boolean;
}

async function lookAround(
	client: ReadClient,
	{ clock, signal, jobs: names }: SnapshotOptions,
	last: Look | undefined,
): Promise<Look> {
	const summaries = await client.jobs.summaries({ signal });
	const hasMoved = last === undefined || isMoved(last.summaries, summaries);
	// The verdict of a run may be counted a moment after the summary has changed.
	const isFresh = names !== undefined || last === undefined || hasMoved || last.hasMoved;
	const jobs = isFresh ? await readJobs(client, names, signal) : last?.jobs;
	return { at: clock.now(), summaries, jobs, hasMoved };
}

async function readJobs(
	client: ReadClient,
	names: readonly string[] | undefined,
	signal: AbortSignal,
): Promise<readonly Job[]> {
	if (names === undefined || names.length > mostSingleReads) return client.jobs.list({ signal });
	const found = await Promise.all(names.map((name) => client.jobs.find(name, { signal })));
	return found.filter((job) => job !== undefined);
}

const mostSingleReads = 8;

function isMoved(before: readonly JobSummary[], after: readonly JobSummary[]): boolean {
	const known = new Map(before.map((summary) => [summary.name, summary]));
	return before.length !== after.length || after.some((summary) => isOther(known.get(summary.name), summary));
}

function isOther(before: JobSummary | undefined, after: JobSummary): boolean {
	return (
		before?.state !== after.state ||
		before.status !== after.status ||
		before.schedule !== after.schedule ||
		before.disabled !== after.disabled ||
		before.parents.join() !== after.parents.join()
	);
}
