import type { JobFacts, LocalReader, ReadClient } from "@chronos-job/core";
import { formatActivity, resultOf } from "@chronos-job/schemas";
import { foreverMs } from "./bell.ts";
import { burdenOf } from "./burden-of.ts";
import { followGpuUse } from "./follow-gpu-use.ts";
import type { Feeding } from "./open-feed.ts";
import { openRetries, type Retries } from "./retries.ts";

/** Hears what changes on a server of ours, and asks for just that; rejects when it is not heard any more. */
export async function listen(feeding: Feeding, client: ReadClient, local: LocalReader): Promise<void> {
	const retries = openRetries();
	using hearing = hear(feeding, local, retries);
	followGpuUse(feeding, local, hearing.signal).catch(hearing.lose);
	let wholeAt = await readAll(feeding, client);
	let planned = await retries.read(local, feeding.signal);
	feeding.teller.retries(planned);
	while (!feeding.signal.aborted) {
		await untilDue(feeding, hearing, wholeAt);
		hearing.throwIfLost();
		if (feeding.signal.aborted) return;
		const wants = takeWants(feeding, hearing, wholeAt);
		const before = planned;
		planned = await retries.read(local, feeding.signal);
		// That a run waits no more is told when it is known what it does instead.
		feeding.teller.retries(new Map([...before, ...planned]));
		if (wants === "all") wholeAt = await readAll(feeding, client);
		else if (wants.length > 0) await readSome(feeding, { client, local }, wants);
		feeding.teller.retries(planned);
	}
}

/** What was heard and not yet asked about. */
interface Hearing extends Disposable {
	readonly names: Set<string>;
	/** Whether something may have been missed. */
	hasGap: boolean;
	/** When was asked last about what was heard. */
	askedAt: number;
	/** Until nobody listens any more. */
	readonly signal: AbortSignal;
	readonly lose: (error: unknown) => void;
	readonly throwIfLost: () => void;
}

function hear({ signal, bell, onEvent }: Feeding, local: LocalReader, retries: Retries): Hearing {
	const ending = new AbortController();
	const until = AbortSignal.any([signal, ending.signal]);
	let lost: { readonly error: unknown } | undefined;
	const hearing: Hearing = {
		names: new Set(),
		hasGap: false,
		askedAt: -Infinity,
		signal: until,
		lose(error) {
			lost = { error };
			bell.ring();
		},
		throwIfLost() {
			if (lost !== undefined) throw lost.error;
		},
		[Symbol.dispose]: () => ending.abort("over"),
	};
	async function listenOn(): Promise<void> {
		for await (const event of local.events(local.facts.lastEventId, { signal: until })) {
			const { job } = event.fields;
			onEvent?.(event);
			retries.hear(event);
			if (typeof job === "string") hearing.names.add(job);
			else if (event.type === "gap") hearing.hasGap = true;
			else continue;
			bell.ring();
		}
	}
	listenOn().catch(hearing.lose);
	return hearing;
}

/** Until there is something to ask; many changes at once are one question. */
async function untilDue(feeding: Feeding, hearing: Hearing, wholeAt: number): Promise<void> {
	const { signal, clock, bell, wishes, teller } = feeding;
	const leftMs = (spanMs: number): number => spanMs * burdenOf(teller.size()) - (clock.now() - wholeAt);
	for (;;) {
		hearing.throwIfLost();
		teller.state({ kind: wishes.isPaused ? "paused" : "live" });
		if (signal.aborted || wishes.isAsked) return;
		if (!wishes.isPaused && (hasNews(hearing) || leftMs(wholeEveryMs) <= 0)) break;
		// oxlint-disable-next-line eslint/no-await-in-loop -- that is what is waited for
		await bell.wait(wishes.isPaused ? foreverMs : leftMs(wholeEveryMs));
	}
	// One change is told at once; of many, those of half a second are one question and one frame.
	await clock.sleep(Math.max(batchMs, leastBetweenMs - (clock.now() - hearing.askedAt)), signal);
	hearing.askedAt = clock.now();
	// A server on which very much happens is not asked for everything all the time.
	if (isMuch(feeding, hearing)) await clock.sleep(leftMs(leastWholeMs), signal);
}

function hasNews({ names, hasGap }: Hearing): boolean {
	return names.size > 0 || hasGap;
}

const batchMs = 200;
const leastBetweenMs = 500;
const wholeEveryMs = 60_000;
const leastWholeMs = 2000;

/** Whether asking for all takes less than asking for each that changed. */
function isMuch({ teller }: Feeding, { names }: Hearing): boolean {
	return names.size > Math.max(mostSingle, teller.size() / 80);
}

function takeWants(feeding: Feeding, hearing: Hearing, wholeAt: number): readonly string[] | "all" {
	const { wishes, clock, teller } = feeding;
	const names = [...hearing.names];
	const isOld = clock.now() - wholeAt >= wholeEveryMs * burdenOf(teller.size());
	const isAll = isOld || wishes.isAsked || hearing.hasGap || isMuch(feeding, hearing);
	wishes.isAsked = false;
	hearing.hasGap = false;
	hearing.names.clear();
	return isAll ? "all" : names;
}

const mostSingle = 20;

interface Ours {
	readonly client: ReadClient;
	readonly local: LocalReader;
}

/** Answers when. */
async function readAll(feeding: Feeding, client: ReadClient): Promise<number> {
	const { teller, signal, wishes, clock } = feeding;
	const at = clock.now();
	const summaries = await client.jobs.summaries({ signal });
	// States are there soonest, and are what people look for.
	if (!teller.isWhole()) teller.all({ summaries });
	if (wishes.isWhole) teller.all({ summaries, jobs: await client.jobs.list({ signal }) });
	else if (teller.isWhole()) teller.all({ summaries });
	await feeding.succeed(client);
	return at;
}

async function readSome({ teller, signal }: Feeding, { client, local }: Ours, names: readonly string[]): Promise<void> {
	const found: JobFacts[] = [];
	for (const name of names) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- one question at a time
		const facts = await readOne(client, local, { name, signal });
		if (facts !== undefined) found.push(facts);
	}
	const there = new Set(found.map(({ name }) => name));
	teller.some(
		found,
		names.filter((name) => !there.has(name)),
	);
}

/** One job, without what all others do. */
async function readOne(
	client: ReadClient,
	local: LocalReader,
	{ name, signal }: { readonly name: string; readonly signal: AbortSignal },
): Promise<JobFacts | undefined> {
	const job = await client.jobs.find(name, { signal });
	const why = job && (await local.why(name, { signal }));
	if (job === undefined || why === undefined) return undefined;
	const { schedule = "", parents = [], disabled } = job;
	const { state } = why;
	const summary = state && { name, status: resultOf(job), state: formatActivity(state), schedule, parents, disabled };
	return { name, job, summary };
}
