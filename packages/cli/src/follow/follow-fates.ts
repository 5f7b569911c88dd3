import type { Baseline, Fate, ReadClient } from "@chronos-job/core";
import type { Wanted } from "./exit-of-fates.ts";
import { explainStop } from "./explain-stop.ts";
import { keepJournal } from "./keep-journal.ts";
import { openLeash } from "./leash.ts";
import { findLogSource } from "./log-source.ts";
import { type Following, openScribe, type Show } from "./scribe.ts";
import { settleReachable } from "./settle-reachable.ts";

export interface FollowOptions {
	readonly jobs: readonly string[];
	/** Taken before the jobs were submitted or started; without it what is under way counts. */
	readonly baseline?: Baseline | undefined;
	readonly show: Show;
	readonly until?: Wanted | undefined;
	readonly timeoutMs?: number | undefined;
	/** How often to look where the server does not tell by itself. */
	readonly everyMs?: number | undefined;
}

/** Waits until the fates of jobs are known and tells meanwhile what happens. Stops with an error at Ctrl-C and when the time runs out. */
export async function followFates(
	session: Following,
	client: ReadClient,
	options: FollowOptions,
): Promise<readonly Fate[]> {
	const { jobs, timeoutMs } = options;
	using leash = openLeash(session.host);
	leash.limit(timeoutMs);
	const known = new Set<string>();
	try {
		return await settleAndTell(session, client, { ...options, signal: leash.signal, known });
	} catch (error) {
		const open = jobs.filter((job) => !known.has(job));
		throw explainStop(error, { cause: leash.cause, jobs: open.length === 0 ? jobs : open, timeoutMs });
	}
}

interface Settling extends FollowOptions {
	readonly signal: AbortSignal;
	/** The jobs whose fate is known. */
	readonly known: Set<string>;
}

async function settleAndTell(session: Following, client: ReadClient, options: Settling): Promise<readonly Fate[]> {
	const { host } = session;
	const { jobs, show, signal, known, baseline, until = "any", everyMs = 2000 } = options;
	await using source = await findLogSource(host, client, { signal });
	await using journal = await keepJournal(session, client, { jobs, signal });
	const scribe = openScribe(session, { jobs, show, source, signal });
	try {
		return await settleReachable(client, {
			jobs,
			since: baseline,
			clock: { now: host.now, sleep: host.sleep },
			everyMs,
			signal,
			until,
			onEvent(event) {
				journal.see(event);
				scribe.see(event);
			},
			onFate(fate) {
				known.add(fate.job);
				scribe.conclude(fate);
			},
		});
	} finally {
		await scribe.finish();
	}
}
