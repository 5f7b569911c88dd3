import type { ReadClient } from "@chronos-job/core";
import type { JobSummary } from "@chronos-job/schemas";
import { foreverMs } from "./bell.ts";
import { burdenOf } from "./burden-of.ts";
import type { FactChange } from "./fact-memory.ts";
import type { Feeding } from "./open-feed.ts";

/** Asks a server again and again, one question at a time; rejects when one gets no answer. */
export async function poll(feeding: Feeding, client: ReadClient): Promise<void> {
	const { signal, wishes } = feeding;
	const looks: Looks = { wholeAt: undefined, hasMoved: true };
	while (!signal.aborted) {
		const isAsked = wishes.isAsked;
		wishes.isAsked = false;
		await look(feeding, client, { looks, isAsked });
		await feeding.succeed(client);
		await untilNext(feeding);
	}
}

async function untilNext({ signal, bell, wishes, teller }: Feeding): Promise<void> {
	const isResting = (): boolean => wishes.isPaused || wishes.everyMs === 0;
	do {
		teller.state(wishes.isPaused ? { kind: "paused" } : { kind: "polling", everyMs: wishes.everyMs });
		// oxlint-disable-next-line eslint/no-await-in-loop -- that is what is waited for
		await bell.wait(isResting() ? foreverMs : wishes.everyMs);
	} while (!signal.aborted && !wishes.isAsked && isResting());
}

interface Looks {
	/** When all was read. */
	wholeAt: number | undefined;
	/** Whether states changed since. */
	hasMoved: boolean;
}

async function look(
	feeding: Feeding,
	client: ReadClient,
	{ looks, isAsked }: { readonly looks: Looks; readonly isAsked: boolean },
): Promise<void> {
	const { teller, signal, wishes, clock } = feeding;
	const summaries = await client.jobs.summaries({ signal });
	const change = teller.all({ summaries });
	looks.hasMoved = looks.hasMoved || change.facts.length > 0;
	if (!wishes.isWhole) return;
	if (isAsked || isDue(looks, clock.now(), teller.size())) {
		await readWhole(feeding, client, summaries);
		looks.wholeAt = clock.now();
		looks.hasMoved = false;
	} else await readChanged(feeding, client, change);
}

function isDue({ wholeAt, hasMoved }: Looks, now: number, size: number): boolean {
	// What people own or command does not show in states, and is changed seldom.
	return wholeAt === undefined || now - wholeAt >= (hasMoved ? busyMs : idleMs) * burdenOf(size);
}

const busyMs = 10_000;
const idleMs = 60_000;

async function readWhole(
	{ teller, signal }: Feeding,
	client: ReadClient,
	summaries: readonly JobSummary[],
): Promise<void> {
	teller.all({ summaries, jobs: await client.jobs.list({ signal }) });
}

/** The counters of a few jobs that moved are asked for at once. */
async function readChanged({ teller, signal }: Feeding, client: ReadClient, { facts }: FactChange): Promise<void> {
	if (facts.length > mostSingle) return;
	for (const { name, summary } of facts) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- one question at a time
		const job = await client.jobs.find(name, { signal });
		if (job !== undefined) teller.some([{ name, job, summary }], []);
	}
}

const mostSingle = 8;
