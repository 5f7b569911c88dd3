import { ChronosError, commandLine, type ReadClient } from "@chronos-job/core";
import { parseActivity } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import { duration } from "../render/duration.ts";
import { namesText } from "../render/server-facts.ts";
import { localTime } from "../render/time.ts";
import { showWaiting } from "./show-waiting.ts";
import type { UnderWay } from "./under-way.ts";

export interface Ending {
	readonly names: readonly string[];
	readonly timeoutMs: number;
	/** Those that count; without it all that run count, however late they began. */
	readonly underWay?: UnderWay | undefined;
}

type Waiting = Pick<Session, "host" | "silentSince"> & Partial<Pick<Session, "progress">>;

/** Waits until nothing of some jobs runs any more, or nothing that counts, and no longer than that, whatever the server does. */
export async function untilIdle(
	session: Waiting,
	client: Pick<ReadClient, "jobs" | "target">,
	{ names, timeoutMs, underWay }: Ending,
): Promise<void> {
	const { host } = session;
	const [late, over] = [new AbortController(), new AbortController()];
	const signal = AbortSignal.any([host.signal, late.signal]);
	const wanted = new Set(names);
	let running = names;
	void host.sleep(timeoutMs, over.signal).then(() => over.signal.aborted || late.abort("late"));
	using _waiting = showWaiting(session, { open: () => running, signal });
	try {
		while (running.length > 0) {
			const summaries = await client.jobs.summaries({ signal });
			const seen = summaries.filter(({ name, state }) => wanted.has(name) && isRunning(state)).map(({ name }) => name);
			running = underWay === undefined ? seen : await openAmong(seen, underWay, signal);
			if (running.length > 0) await host.sleep(pollMs, signal);
			signal.throwIfAborted();
		}
	} catch (error) {
		throw late.signal.aborted ? tooLate(session, client, { names: running, timeoutMs }) : error;
	} finally {
		// Without a reason an exception would be made for nobody.
		over.abort("over");
	}
}

const pollMs = 250;

async function openAmong(
	names: readonly string[],
	underWay: UnderWay,
	signal: AbortSignal,
): Promise<readonly string[]> {
	const open: string[] = [];
	for (const name of names) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- a server is not asked about a thousand jobs at once
		if (await underWay.isOpen(name, { signal })) open.push(name);
	}
	return open;
}

function isRunning(state: string): boolean {
	return parseActivity(state)?.phase === "running";
}

function tooLate({ host, silentSince }: Waiting, { target }: Pick<ReadClient, "target">, ending: Ending): ChronosError {
	const [names, after] = [namesText(ending.names), `after ${duration(ending.timeoutMs)}`];
	const since = silentSince();
	if (since === undefined) {
		return new ChronosError("wait.timeout", `${names} still ran ${after}`, { hint: "Wait longer with --timeout." });
	}
	const silence = `${target.name} does not answer since ${localTime(since, host.zone)}`;
	return new ChronosError("wait.timeout", `nobody knows ${after} whether ${names} still runs: ${silence}`, {
		hint: `Wait for it again with \`${commandLine("wait --for idle", ...ending.names)}\`.`,
	});
}
