import type { CallOptions, ReadClient } from "@chronos-job/core";

export interface SharingOptions {
	readonly now: () => number;
	/** How long an answer is good for the others. */
	readonly freshMs: number;
}

/** Makes clients for many who look at the same server again and again: what all of them read is read once. */
export function sharedReader(client: ReadClient, options: SharingOptions): () => ReadClient {
	const { jobs } = client;
	const list = shared((call) => jobs.list(call), options);
	const summaries = shared((call) => jobs.summaries(call), options);
	return () => ({
		...client,
		jobs: {
			find: (...words) => jobs.find(...words),
			search: (...words) => jobs.search(...words),
			list: list(),
			summaries: summaries(),
		},
	});
}

type Read<Value> = (options?: CallOptions) => Promise<Value>;

/** Nobody gets the same answer twice: who looks again wants to see something new. */
function shared<Value>(read: Read<Value>, { now, freshMs }: SharingOptions): () => Read<Value> {
	const last: { asked?: Asked<Value> | undefined } = {};
	return () => {
		let seen: Asked<Value> | undefined;
		return async (options) => {
			const { asked } = last;
			const isFresh = asked !== undefined && asked !== seen && (asked.isOpen || now() - asked.at < freshMs);
			seen = isFresh ? asked : ask(read(options), now);
			last.asked = seen;
			return seen.answer;
		};
	};
}

interface Asked<Value> {
	readonly answer: Promise<Value>;
	isOpen: boolean;
	at: number;
}

function ask<Value>(answer: Promise<Value>, now: () => number): Asked<Value> {
	const asked: Asked<Value> = { answer, isOpen: true, at: now() };
	const close = () => {
		asked.isOpen = false;
		asked.at = now();
	};
	answer.then(close, () => {
		asked.isOpen = false;
		// Whoever comes next asks again.
		asked.at = Number.NEGATIVE_INFINITY;
	});
	return asked;
}
