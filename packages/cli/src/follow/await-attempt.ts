import { commandLine } from "@chronos-job/core";
import type { ReadClient } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import type { LogSource } from "./log-source.ts";

export interface Awaited {
	readonly job: string;
	readonly source: LogSource;
	readonly signal: AbortSignal;
}

/** Until a job has been started for the first time: whoever follows it right after a submit is early. */
export async function awaitAttempt(
	{ host, note }: Pick<Session, "host" | "note">,
	client: ReadClient,
	{ job, source, signal }: Awaited,
): Promise<void> {
	for (let pauseMs = firstPauseMs; !(await source.hasAttempt(job, { signal })); pauseMs *= 2) {
		if ((await client.jobs.find(job, { signal })) === undefined) return;
		if (pauseMs === toldAfterMs) note(`${job} has not run yet; \`${commandLine("why", job)}\` tells why`);
		await host.sleep(Math.min(pauseMs, longestPauseMs), signal);
		signal.throwIfAborted();
	}
}

const firstPauseMs = 50;
const longestPauseMs = 2000;
// After a second; before, nobody is impatient.
const toldAfterMs = 800;
