import { explainJob, type ReadClient, type RunEvent, watchRuns, parseSpan } from "@chronos-job/core";
import { type JobSummary, parseActivity, specOf } from "@chronos-job/schemas";
import { files, text } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import type { Session } from "../command/session.ts";
import { targetArgs } from "../command/target-args.ts";
import { type FollowEvent, followEventOnWire } from "../follow/follow-event.ts";
import { keepJournal } from "../follow/keep-journal.ts";
import { type Leash, openLeash } from "../follow/leash.ts";
import { openTeller } from "../follow/teller.ts";
import { runEventOnWire } from "../journal/run-event-fields.ts";
import { readQuantity } from "../local/quantities.ts";
import { followEvent } from "../render/follow-event.ts";
import { selectWithSweeps } from "../selection/select-with-sweeps.ts";

export interface WatchResult {
	readonly target: string;
	readonly from: number;
	readonly to: number;
	/** The latest of them; `ndjson` gets all. */
	readonly events: readonly RunEvent[];
	readonly isInterrupted: boolean;
}

export const watch = defineCommand({
	name: "watch [jobs..]",
	theme: "follow",
	about: "Show what happens on the server while it happens: starts, ends, retries, next runs",
	examples: [
		{ line: "chronos-job watch --for 1s", about: "All jobs, for a while; until Ctrl-C without --for" },
		{ line: "chronos-job watch 'hell*' --for 1s --output ndjson", about: "Some jobs, an event per line, for programs" },
	],
	args: {
		jobs: files("Names of jobs or sweeps, or patterns like daily-*; all of them without any"),
		for: text("How long to watch, like 10m or 1h30m; until Ctrl-C without it"),
		every: text("How often to look at a server that does not tell by itself; 2s unless said otherwise"),
		...targetArgs,
	},

	async run(args, session: Session<FollowEvent>): Promise<WatchResult> {
		const { host } = session;
		const limitMs = readQuantity("--for", args.for, { parse: parseSpan, like: "10m" });
		const everyMs = readQuantity("--every", args.every, { parse: parseSpan, like: "5s" }) ?? 2000;
		await using client = await session.connectToRead(args);
		using leash = openLeash(host);
		const from = host.now();
		const events: RunEvent[] = [];
		try {
			await tellAll(session, client, { words: args.jobs, everyMs, limitMs, leash, events });
		} catch (error) {
			if (!leash.signal.aborted) throw error;
		}
		const isInterrupted = leash.cause === "interrupted";
		return { target: client.target.name, from, to: host.now(), events, isInterrupted };
	},

	exit: ({ isInterrupted }) => (isInterrupted ? 130 : 0),

	views: {
		event: followEvent,
		eventJson: followEventOnWire,
		result: () => "",
		json: (result) => ({ ...summaryOf(result), events: result.events.map(runEventOnWire) }),
		summary: summaryOf,
	},
});

function summaryOf({ target, from, to }: WatchResult): object {
	return { target, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

interface Watched {
	/** Names and patterns; all of the server without any. */
	readonly words: readonly string[];
	readonly everyMs: number;
	readonly limitMs: number | undefined;
	readonly leash: Leash;
	/** What was told, the latest of it. */
	readonly events: RunEvent[];
}

async function tellAll(
	session: Session<FollowEvent>,
	client: ReadClient,
	{ words, everyMs, limitMs, leash, events }: Watched,
): Promise<void> {
	const { signal } = leash;
	const place = { host: session.host, target: client.target };
	const summaries = await selectWithSweeps(place, await client.jobs.summaries({ signal }), words);
	const selected = summaries.map(({ name }) => name);
	const jobs = words.length === 0 ? undefined : selected;
	const teller = openTeller(session, selected);
	teller.begin({ target: client.target.name, jobs: selected.length, ...activitiesOf(summaries) });
	leash.limit(limitMs);
	await using journal = await keepJournal(session, client, { jobs, signal });
	const clock = { now: session.host.now, sleep: session.host.sleep };
	for await (const event of watchRuns(client, { clock, everyMs, signal, jobs })) {
		journal.see(event);
		const asks = event.type === "run.settled" && selected.length <= mostAsked;
		const nextAt = asks ? await nextRunOf(client, event, signal) : undefined;
		teller.see(event, { isTold: true, ...(nextAt !== undefined && { nextAt }) });
		events.push(event);
		if (events.length > mostKept) events.shift();
	}
}

/** Of more jobs than these the next runs are not asked for: each costs a call. */
const mostAsked = 100;
const mostKept = 10_000;

function activitiesOf(summaries: readonly JobSummary[]): {
	readonly running: readonly string[];
	readonly queued: readonly string[];
} {
	const namesIn = (phase: string) =>
		summaries.filter(({ state }) => parseActivity(state)?.phase === phase).map(({ name }) => name);
	return { running: namesIn("running"), queued: namesIn("queued") };
}

/** Undefined when it will not run again by itself, or nobody knows. */
async function nextRunOf(
	client: ReadClient,
	{ job, at }: Extract<RunEvent, { readonly type: "run.settled" }>,
	signal: AbortSignal,
): Promise<number | undefined> {
	const found = await client.jobs.find(job, { signal }).catch(() => undefined);
	if (found === undefined || found.disabled) return undefined;
	return explainJob(specOf(found), { now: at, limit: 1 }).occurrences[0]?.at;
}
