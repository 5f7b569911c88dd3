import type { ReadClient } from "../client/client.ts";
import type { LocalEvent, LocalReader } from "../client/local-reader.ts";
import type { Clock } from "../clock.ts";
import { isOutage, patienceMs } from "./outage.ts";

export interface FollowOptions {
	readonly clock: Clock;
	readonly signal: AbortSignal;
	/** The last event that is known. */
	readonly after: number;
}

/** An event, or that some may have been missed. */
export type Followed =
	| { readonly kind: "event"; readonly event: LocalEvent }
	| { readonly kind: "gap"; readonly at: number; readonly since: number };

/** All events of a server of ours until the signal fires; one that is away for a while is waited for. */
export async function* followEvents(
	client: ReadClient,
	local: LocalReader,
	options: FollowOptions,
): AsyncGenerator<Followed, void> {
	const { clock, signal } = options;
	let place: Place = { reader: local, after: options.after, seenAt: clock.now() };
	let failures = 0;
	while (!signal.aborted) {
		try {
			for await (const event of place.reader.events(place.after, { signal })) {
				failures = 0;
				yield event.type === "gap" ? gapOf(place, clock) : { kind: "event", event };
				place = { ...place, after: event.id ?? place.after, seenAt: clock.now() };
			}
		} catch (error) {
			if (signal.aborted) return;
			if (!isOutage(error)) throw error;
		}
		failures += 1;
		await clock.sleep(patienceMs(firstPauseMs, Math.min(failures, mostDoublings)), signal);
		const found = await returnTo(client, place, signal);
		if (found.isOther) yield gapOf(place, clock);
		place = { ...place, ...found };
	}
}

const firstPauseMs = 100;
// A local server is back soon, or somebody has stopped it.
const mostDoublings = 5;

interface Place {
	readonly reader: LocalReader;
	readonly after: number;
	readonly seenAt: number;
}

function gapOf({ seenAt }: Place, clock: Clock): Followed {
	return { kind: "gap", at: clock.now(), since: seenAt };
}

/** Where to go on: the ids of another store mean other events. */
async function returnTo(
	client: ReadClient,
	{ reader, after }: Place,
	signal: AbortSignal,
): Promise<Pick<Place, "reader" | "after"> & { readonly isOther: boolean }> {
	const found = await client.server.local({ signal }).catch(() => undefined);
	if (found === undefined) return { reader, after, isOther: false };
	const isOther = found.facts.storeId !== reader.facts.storeId;
	return { reader: found, after: isOther ? found.facts.lastEventId : after, isOther };
}
