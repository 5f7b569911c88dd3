import { ChronosError, type LocalReader, type LocalRun, type ReadClient } from "@chronos-job/core";
import type { LogQuery } from "./log-source.ts";

export interface NoLogs {
	readonly error: ChronosError;
	readonly query: Pick<LogQuery, "job" | "run">;
	readonly signal: AbortSignal;
}

/** Of a job that has not run yet it is said why, where the server tells. */
export async function explainNoLogs(client: ReadClient, { error, query, signal }: NoLogs): Promise<ChronosError> {
	const { job, run: id } = query;
	const reader = await client.server.local({ signal });
	if (reader === undefined) return error;
	if (id === undefined) {
		const runs = await reader.runs({ job, limit: 20 }, { signal });
		return runs.some(hasAttempt) ? error : noLogs(`${job} has not run yet`, await whyIdle(reader, job, signal));
	}
	const run = await reader.run(id, { signal });
	if (run === undefined || hasAttempt(run)) return error;
	if (run.dropReason === undefined)
		return noLogs(`run ${id} of ${job} has had no attempt yet`, await whyIdle(reader, job, signal));
	return noLogs(`run ${id} of ${job} was dropped before it had an attempt`, run.dropReason);
}

function hasAttempt({ attempts }: LocalRun): boolean {
	return attempts.length > 0;
}

/** All reasons of a job that does not run, as parts of a sentence; empty when there are none. */
export async function whyIdle(reader: LocalReader, job: string, signal: AbortSignal): Promise<string> {
	const { reasons = [] } = (await reader.why(job, { signal })) ?? {};
	// The last repetition is used up as soon as its run is queued.
	const others = reasons.filter(({ type }) => type !== "exhausted");
	return (others.length === 0 ? reasons : others).map(({ text }) => clauseOf(text)).join("; ");
}

function noLogs(head: string, reasons: string): ChronosError {
	return new ChronosError("job.no-logs", reasons === "" ? head : `${head}: ${reasons}`);
}

/** A sentence as a part of another one. */
function clauseOf(sentence: string): string {
	const clause = sentence.replace(/\.$/, "");
	return clause.charAt(0).toLowerCase() + clause.slice(1);
}
