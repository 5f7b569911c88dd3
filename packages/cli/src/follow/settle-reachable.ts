import { type Fate, type ReadClient, settleRuns, type SettleOptions } from "@chronos-job/core";
import { type Hopeless, hopelessJobs } from "./hopeless-jobs.ts";

/** Waits for the fates of jobs, but not for those that will not run because a parent among them has not succeeded. */
export async function settleReachable(client: ReadClient, options: SettleOptions): Promise<readonly Fate[]> {
	const { jobs, signal, clock } = options;
	const known: Fate[] = [];
	const enough = new AbortController();
	let telling = Promise.resolve();

	async function findHopeless(): Promise<readonly Hopeless[]> {
		if (known.every(({ outcome }) => outcome === "succeeded")) return [];
		// Without an answer they are waited for as before.
		const all = await client.jobs.list({ signal }).catch(() => []);
		const relatives = all.filter(({ name }) => jobs.includes(name));
		return hopelessJobs(relatives, known);
	}
	function tell(fate: Fate): void {
		known.push(fate);
		options.onFate?.(fate);
	}
	async function tellAfter(before: Promise<void>, fate: Fate): Promise<void> {
		await before;
		const isExplained = fate.outcome !== "idle" || fate.reason !== undefined;
		const parent = isExplained ? undefined : (await findHopeless()).find(({ job }) => job === fate.job);
		tell(parent === undefined ? fate : { ...fate, reason: reasonOf(parent) });
		if (known.length === jobs.length || enough.signal.aborted) return;
		const hopeless = await findHopeless();
		if (hopeless.length === 0 || known.length + hopeless.length < jobs.length) return;
		enough.abort();
		for (const each of hopeless) tell({ job: each.job, outcome: "idle", reason: reasonOf(each), at: clock.now() });
	}
	function onFate(fate: Fate): void {
		if (!enough.signal.aborted) telling = tellAfter(telling, fate);
	}
	try {
		await settleRuns(client, { ...options, signal: AbortSignal.any([signal, enough.signal]), onFate });
	} catch (error) {
		if (signal.aborted || !enough.signal.aborted) throw error;
	} finally {
		await telling;
	}
	return jobs.flatMap((job) => known.find((fate) => fate.job === job) ?? []);
}

function reasonOf({ parent, because }: Hopeless): string {
	return `${parent} ${because}`;
}
