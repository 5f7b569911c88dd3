import { ChronosError, hasCode, type ReadClient } from "@chronos-job/core";
import { type Bell, foreverMs, hangBell } from "./bell.ts";
import type { Feed, FeedOptions, Wishes } from "./feed.ts";
import { listen } from "./listen.ts";
import { poll } from "./poll.ts";
import { openTeller, type Teller } from "./teller.ts";

/** What the ways of asking share. */
export interface Feeding extends FeedOptions {
	readonly wishes: Wishes;
	readonly bell: Bell;
	readonly teller: Teller;
	/** After an answer: tells what is known of the server. */
	readonly succeed: (client: ReadClient) => Promise<void>;
}

/** Tells what the server says of its jobs, as it changes, until the signal fires. */
export function openFeed(options: FeedOptions): Feed {
	const { clock, signal } = options;
	const wishes: Wishes = { isPaused: false, isWhole: true, isAsked: false, everyMs: options.everyMs };
	const bell = hangBell(clock, signal);
	const place = openPlace(options);
	const feeding: Feeding = { ...options, wishes, bell, teller: openTeller(options), succeed };

	async function succeed(client: ReadClient): Promise<void> {
		place.failures = 0;
		feeding.teller.server(await client.server.dialect({ signal }), place.skewMs());
		feeding.teller.sweeps(await options.sweeps());
	}
	return {
		refresh() {
			wishes.isAsked = true;
			bell.ring();
		},
		pause(isPaused) {
			wishes.isPaused = isPaused;
			bell.ring();
		},
		deepen(isWhole) {
			if (isWhole && !wishes.isWhole) wishes.isAsked = true;
			wishes.isWhole = isWhole;
			bell.ring();
		},
		every(everyMs) {
			wishes.everyMs = everyMs;
			bell.ring();
		},
		done: keepFeeding(feeding, place),
	};
}

/** The server, or what keeps us from it. */
interface Place extends AsyncDisposable {
	failures: number;
	readonly open: () => Promise<ReadClient>;
	/** Lets the server go, so that the way there is looked for anew. */
	readonly leave: () => Promise<void>;
	readonly skewMs: () => number | undefined;
}

function openPlace({ connect, clock }: FeedOptions): Place {
	let client: ReadClient | undefined;
	let skewMs: number | undefined;
	async function leave(): Promise<void> {
		const left = client;
		client = undefined;
		await left?.[Symbol.asyncDispose]();
	}
	return {
		failures: 0,
		async open() {
			client ??= await connect((at) => {
				skewMs = at - clock.now();
			});
			return client;
		},
		leave,
		skewMs: () => skewMs,
		[Symbol.asyncDispose]: leave,
	};
}

async function keepFeeding(feeding: Feeding, opened: Place): Promise<void> {
	await using place = opened;
	const { signal } = feeding;
	while (!signal.aborted) {
		try {
			const client = await place.open();
			const local = await client.server.local({ signal });
			await (local === undefined ? poll(feeding, client) : listen(feeding, client, local));
		} catch (error) {
			if (signal.aborted) return;
			if (!(error instanceof ChronosError)) throw error;
			await sitOut(feeding, place, error);
		}
	}
}

/** Says what is wrong and waits, longer each time; whoever asks does not have to. */
async function sitOut(feeding: Feeding, place: Place, error: ChronosError): Promise<void> {
	const { clock, wishes, bell, teller, signal } = feeding;
	place.failures += 1;
	const pauseMs = pauseAfter(error, place.failures, feeding);
	const retryAt = pauseMs === foreverMs ? Infinity : clock.now() + pauseMs;
	teller.state({ kind: "offline", message: error.message, hint: error.hint, retryAt });
	wishes.isAsked = false;
	while (!signal.aborted && !wishes.isAsked && clock.now() < retryAt) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- that is what is waited for
		await bell.wait(Math.min(foreverMs, retryAt - clock.now()));
	}
	if (wishes.isAsked) await place.leave();
}

/** 2 s, 4 s, 8 s … 30 s, a little spread; other credentials do not come by themselves. */
function pauseAfter(error: ChronosError, failures: number, { random = Math.random, wishes }: Feeding): number {
	if (wishes.everyMs === 0 || lasting.some((code) => hasCode(error, code))) return foreverMs;
	const pauseMs = Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs);
	return Math.round(pauseMs * (0.9 + 0.2 * random()));
}

const firstPauseMs = 2000;
const longestPauseMs = 30_000;
const lasting = ["target.unauthorized", "context.no-password", "config.invalid", "context.not-found"] as const;
