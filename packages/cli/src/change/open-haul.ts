import { ChronosError, type ChronosClient } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import { openLeash } from "../follow/leash.ts";
import { plural } from "../render/plural.ts";

/** Many changes in a row: people see how far they are, and Ctrl-C ends them between two of them. */
export interface Haul extends Disposable {
	readonly signal: AbortSignal;
	/** The client to make them with, each of which is counted. */
	readonly client: ChronosClient;
	/** One of them has been found on the server. */
	readonly verified: () => void;
	/** Why it ended early. */
	readonly explain: (error: unknown) => unknown;
}

type Hauling = Pick<Session, "host"> & Partial<Pick<Session, "progress">>;

export function openHaul({ host, progress }: Hauling, client: ChronosClient, total: number): Haul {
	if (total <= fewSteps) return shortHaul(host.signal, client);
	const leash = openLeash(host);
	const count = { sent: 0, verified: 0 };
	function tell(what: keyof typeof count): void {
		// A parent that is held back until its children are there is sent twice.
		count[what] = Math.min(total, count[what] + 1);
		progress?.show(`${count[what]} of ${plural(total, "job")} ${what}`);
	}
	return {
		signal: leash.signal,
		client: countedClient(client, () => tell("sent")),
		verified: () => tell("verified"),
		explain: (error) => (leash.cause === "interrupted" ? interrupted(error, { ...count, total }) : error),
		[Symbol.dispose]() {
			progress?.hide();
			leash[Symbol.dispose]();
		},
	};
}

/** These are done before anybody wonders. */
const fewSteps = 20;

function shortHaul(signal: AbortSignal, client: ChronosClient): Haul {
	return {
		signal,
		client,
		verified: () => undefined,
		explain: (error) => error,
		[Symbol.dispose]: () => undefined,
	};
}

function countedClient(client: ChronosClient, onSent: () => void): ChronosClient {
	const { jobs } = client;
	async function counted<Reply>(reply: Promise<Reply>): Promise<Reply> {
		const value = await reply;
		onSent();
		return value;
	}
	return {
		...client,
		jobs: {
			...jobs,
			put: (job, options) => counted(jobs.put(job, options)),
			delete: (name, options) => counted(jobs.delete(name, options)),
		},
	};
}

function interrupted(error: unknown, { sent, total }: { readonly sent: number; readonly total: number }): ChronosError {
	const what = `${sent} of ${plural(total, "job")} had been sent when somebody pressed Ctrl-C`;
	const left = error instanceof Error ? /; (.+ left disabled)$/.exec(error.message)?.[1] : undefined;
	return new ChronosError("change.interrupted", left === undefined ? what : `${what}; ${left}`, {
		hint: "Give the same command again: it leaves alone what is done.",
		cause: error,
	});
}
