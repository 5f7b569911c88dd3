import type { ReadClient } from "../client/client.ts";
import { ChronosError } from "../errors.ts";
import type { Baseline } from "./baseline.ts";
import { compareSnapshots, type Moment, momentsOf, type Snapshot } from "./compare-snapshots.ts";
import type { Docket } from "./docket.ts";
import { type Case, judgeJob, openCase } from "./judge-job.ts";
import { takeSnapshots } from "./take-snapshots.ts";
import { hasActiveAncestor, willRunAgain } from "./will-run-again.ts";

/** Waits for fates by looking at states and counts again and again. */
export async function settlePolled(client: ReadClient, docket: Docket): Promise<void> {
	const { options } = docket;
	const { clock, everyMs, signal, since } = options;
	const opening = { openedAt: clock.now(), isSequel: since !== undefined };
	const cases = new Map(
		options.jobs.map((job) => [job, openCase(job, { ...opening, base: since && momentOf(job, since) })]),
	);
	let last = since && snapshotOf(since);
	for await (const { snapshot, lostSince } of takeSnapshots(client, { clock, everyMs, signal, jobs: options.jobs })) {
		if (lostSince !== undefined) docket.tell({ type: "gap", at: snapshot.at, since: lostSince });
		if (last !== undefined) for (const event of compareSnapshots(last, snapshot)) docket.tell(event);
		else demandJobs(docket, snapshot);
		last = snapshot;
		judgeAll(docket, cases, snapshot);
		if (docket.isDone()) return;
	}
}

/** Waiting for a job that nobody has written yet would be waiting for ever. */
function demandJobs({ options }: Docket, { summaries }: Snapshot): void {
	const present = new Set(summaries.map(({ name }) => name));
	const missing = options.jobs.filter((name) => !present.has(name));
	if (missing.length > 0) throw new ChronosError("job.not-found", `there is no job ${missing.join(", no job ")}`);
}

function judgeAll(docket: Docket, cases: Map<string, Case>, snapshot: Snapshot): void {
	const { everyMs, until } = docket.options;
	const moments = momentsOf(snapshot);
	const summaries = new Map(snapshot.summaries.map((summary) => [summary.name, summary]));
	for (const name of docket.pending()) {
		const known = cases.get(name);
		if (known === undefined) continue;
		const world = {
			at: snapshot.at,
			everyMs,
			until,
			goesOn: willRunAgain(name, summaries),
			isFed: hasActiveAncestor(name, summaries),
		};
		const { next, fate } = judgeJob(known, moments.get(name), world);
		cases.set(name, next);
		if (fate !== undefined) docket.settle(fate);
	}
}

function snapshotOf({ at, jobs }: Baseline): Snapshot {
	const known = [...jobs.values()];
	return { at, summaries: known.flatMap(({ summary }) => summary ?? []), jobs: known.map(({ job }) => job) };
}

function momentOf(name: string, { at, jobs }: Baseline): Moment | undefined {
	const known = jobs.get(name);
	return known?.summary === undefined ? undefined : { at, summary: known.summary, job: known.job };
}
