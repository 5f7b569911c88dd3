import type { ReadClient } from "../client/client.ts";
import type { LocalReader } from "../client/local-reader.ts";
import type { Clock } from "../clock.ts";
import { compareSnapshots, type Snapshot } from "./compare-snapshots.ts";
import { followEvents } from "./follow-events.ts";
import type { RunEvent } from "./run-event.ts";
import { runEventOf } from "./run-event-of.ts";
import { takeSnapshots } from "./take-snapshots.ts";

export interface WatchOptions {
	readonly clock: Clock;
	/** How often to look where the server does not tell by itself. */
	readonly everyMs: number;
	readonly signal: AbortSignal;
	/** Only these; all when absent. */
	readonly jobs?: readonly string[] | undefined;
}

/** All that happens from now on, until the signal fires; losing the server for a while is an event as well. */
export async function* watchRuns(client: ReadClient, options: WatchOptions): AsyncGenerator<RunEvent, void> {
	const names = options.jobs === undefined ? undefined : new Set(options.jobs);
	const local = await client.server.local({ signal: options.signal });
	const events = local === undefined ? polledEvents(client, options) : toldEvents(client, local, options);
	for await (const event of events) {
		if (options.signal.aborted) return;
		if (!("job" in event) || names === undefined || names.has(event.job)) yield event;
	}
}

async function* toldEvents(
	client: ReadClient,
	local: LocalReader,
	{ clock, signal }: WatchOptions,
): AsyncGenerator<RunEvent, void> {
	const after = local.facts.lastEventId;
	for await (const followed of followEvents(client, local, { clock, signal, after })) {
		const event = followed.kind === "event" ? runEventOf(followed.event) : undefined;
		if (followed.kind === "gap") yield { type: "gap", at: followed.at, since: followed.since };
		else if (event !== undefined) yield event;
	}
}

async function* polledEvents(
	client: ReadClient,
	{ clock, everyMs, signal }: WatchOptions,
): AsyncGenerator<RunEvent, void> {
	let last: Snapshot | undefined;
	for await (const { snapshot, lostSince } of takeSnapshots(client, { clock, everyMs, signal })) {
		if (lostSince !== undefined) yield { type: "gap", at: snapshot.at, since: lostSince };
		if (last !== undefined) yield* compareSnapshots(last, snapshot);
		last = snapshot;
	}
}
