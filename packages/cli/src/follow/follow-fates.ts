import type { Baseline, Fate, ReadClient } from "@chronos-job/core";
import type { Wanted } from "./exit-of-fates.ts";
import { type Delays, explainDelay } from "./explain-delay.ts";
import { explainStop } from "./explain-stop.ts";
import { keepJournal } from "./keep-journal.ts";
import { type Leash, openLeash } from "./leash.ts";
import { findLogSource } from "./log-source.ts";
import { type Following, openScribe, type Show } from "./scribe.ts";
import { localTime } from "../render/time.ts";
import { settleReachable } from "./settle-reachable.ts";
import { showWaiting } from "./show-waiting.ts";

export interface FollowOptions {
	readonly jobs: readonly string[];
	/** Taken before the jobs were submitted or started; without it what is under way counts. */
	readonly baseline?: Baseline | undefined;
	readonly show: Show;
	readonly until?: Wanted | undefined;
	readonly timeoutMs?: number | undefined;
	/** What limits more than the following; without it there is one that limits just that. */
	readonly leash?: Leash | undefined;
	/** How often to look where the server does not tell by itself. */
	readonly everyMs?: number | undefined;
}

/** Waits until the fates of jobs are known and tells meanwhile what happens. Stops with an error at Ctrl-C and when the time runs out. */
export async function followFates(
	session: Following,
	client: ReadClient,
	options: FollowOptions,
): Promise<readonly Fate[]> {
	if (options.leash !== undefined) return followOn(session, client, { ...options, leash: options.leash });
	using leash = openLeash(session.host);
	leash.limit(options.timeoutMs);
	return await followOn(session, client, { ...options, leash });
}

async function followOn(
	session: Following,
	client: ReadClient,
	options: FollowOptions & { readonly leash: Leash },
): Promise<readonly Fate[]> {
	const { jobs, timeoutMs, leash } = options;
	const known = new Set<string>();
	const openOnes = () => jobs.filter((job) => !known.has(job));
	const waiting = { open: openOnes, signal: leash.signal };
	const ownsLine = options.show === "logs";
	using delays = explainDelay(session, client, { ...waiting, ownsLine });
	using _waiting = ownsLine ? undefined : showWaiting(session, { ...waiting, about: delays.pulling });
	try {
		return await settleAndTell(session, client, { ...options, signal: leash.signal, known, delays });
	} catch (error) {
		const open = openOnes();
		const { cause } = leash;
		const { name } = client.target;
		throw explainStop(error, {
			cause,
			jobs: open.length === 0 ? jobs : open,
			timeoutMs,
			target: name,
			reason: delays.reasonOf(open[0] ?? ""),
			silentSince: silenceOf(session),
		});
	}
}

function silenceOf({ host, silentSince }: Following): string | undefined {
	const since = silentSince?.();
	return since === undefined ? undefined : localTime(since, host.zone);
}

interface Settling extends FollowOptions {
	readonly signal: AbortSignal;
	/** The jobs whose fate is known. */
	readonly known: Set<string>;
	readonly delays: Delays;
}

async function settleAndTell(session: Following, client: ReadClient, options: Settling): Promise<readonly Fate[]> {
	const { host } = session;
	const { jobs, show, signal, known, delays, baseline, until = "any", everyMs = 2000 } = options;
	await using source = await findLogSource(host, client, { jobs, looks: show === "logs", note: session.note, signal });
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
				delays.see(event);
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
