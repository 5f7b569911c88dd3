import type { ReadClient, RunEvent } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import { openJournal } from "../journal/open-journal.ts";

/** Writes down what is seen, on servers that keep no history themselves. */
export interface SeenKeeper extends AsyncDisposable {
	readonly see: (event: RunEvent) => void;
}

export interface KeepOptions {
	/** Those that are looked at; all of the server when absent. */
	readonly jobs: readonly string[] | undefined;
	readonly signal: AbortSignal;
}

export async function keepJournal(
	{ host, note }: Pick<Session, "host" | "note">,
	client: ReadClient,
	{ jobs, signal }: KeepOptions,
): Promise<SeenKeeper> {
	if ((await client.server.local({ signal })) !== undefined) return nothingKept;
	const journal = openJournal(host, {
		target: client.target,
		jobs,
		onFailure: (reason) => note(`what is seen cannot be kept for \`history\`: ${reason}`),
	});
	let counting = Promise.resolve();
	async function countAfter(before: Promise<void>, job: string): Promise<void> {
		await before;
		// A count that is missing is no reason to stop.
		const found = await client.jobs.find(job, { signal }).catch(() => undefined);
		if (found !== undefined) journal.count(job, found);
	}
	function count(job: string): void {
		counting = countAfter(counting, job);
	}
	for (const job of jobs?.slice(0, mostCounted) ?? []) count(job);
	return {
		see(event) {
			journal.tell(event);
			if (event.type === "run.settled") count(event.job);
		},
		async [Symbol.asyncDispose]() {
			await counting;
			journal[Symbol.dispose]();
		},
	};
}

/** At the beginning; of a thousand jobs the events will do. */
const mostCounted = 50;

const nothingKept: SeenKeeper = { see: () => undefined, [Symbol.asyncDispose]: async () => undefined };
