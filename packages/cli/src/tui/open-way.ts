import { ChronosError, createReader, type ReadClient } from "@chronos-job/core";
import { openContext } from "../context/open-context.ts";
import type { Host } from "../host.ts";

export interface WayOptions {
	readonly host: Host;
	/** By `--context`, or chosen in the dashboard. */
	readonly context: string | undefined;
	/** What is said on the way. */
	readonly note: (text: string) => void;
}

/** The way to the server of a dashboard. */
export interface Way {
	readonly connect: (onDate: (at: number) => void) => Promise<ReadClient>;
	/** The server that was reached last, if any. */
	readonly client: () => ReadClient | undefined;
}

export function openWay({ host, context, note }: WayOptions): Way {
	let last: ReadClient | undefined;
	async function connect(onDate: (at: number) => void): Promise<ReadClient> {
		let isKnown = false;
		const guarded: Host = {
			...host,
			// A server that somebody stopped while it was looked at does not come back by itself.
			spawnDetached: (words, options) => (isKnown ? refuseToStart() : host.spawnDetached(words, options)),
		};
		const { target, transport } = await openContext({ host: guarded, note }, { asked: context, forChanges: false });
		last = createReader(target, {
			transport,
			clock: { now: host.now, sleep: host.sleep },
			onRaw({ status, headers }) {
				isKnown = isKnown || status !== undefined;
				const at = Date.parse(headers["date"] ?? "");
				if (!Number.isNaN(at)) onDate(at);
			},
		});
		return last;
	}
	return { connect, client: () => last };
}

function refuseToStart(): never {
	throw new ChronosError("local.not-running", "the Chronos of this machine does not run any more", {
		hint: "Press ctrl-r to start it again.",
	});
}
