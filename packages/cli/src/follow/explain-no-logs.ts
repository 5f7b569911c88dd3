import {
	ChronosError,
	commandLine,
	type LocalReader,
	type LocalRun,
	type LocalWhy,
	type ReadClient,
} from "@chronos-job/core";
import { hypothesesOf } from "../history/local-reasons.ts";
import { localInstants } from "../render/local-instants.ts";
import type { LogQuery } from "./log-source.ts";

export interface NoLogs {
	readonly error: ChronosError;
	readonly query: Pick<LogQuery, "job" | "run">;
	readonly signal: AbortSignal;
	/** In which people read times. */
	readonly zone: string | undefined;
	/** The words that ask the same server for more, when it may not be the one that is meant without. */
	readonly why?: string | undefined;
}

/** Of a job that has not run yet it is said why, where the server tells. */
export async function explainNoLogs(client: ReadClient, { error, query, ...options }: NoLogs): Promise<ChronosError> {
	const { signal } = options;
	const { job, run: id } = query;
	const reader = await client.server.local({ signal });
	if (reader === undefined) return error;
	const notYet = (head: string) => withReasons(head, reader, { job, ...options });
	if (id === undefined) {
		const runs = await reader.runs({ job, limit: 20 }, { signal });
		return runs.some(hasAttempt) ? error : await notYet(`${job} has not run yet`);
	}
	const run = await reader.run(id, { signal });
	if (run === undefined || hasAttempt(run)) return error;
	if (run.dropReason === undefined) return await notYet(`run ${id} of ${job} has had no attempt yet`);
	return new ChronosError(
		"job.no-logs",
		`run ${id} of ${job} was dropped before it had an attempt: ${run.dropReason}`,
		{
			hint: `Run it again with \`${commandLine("run", job)}\`.`,
		},
	);
}

interface Idle extends Pick<NoLogs, "signal" | "zone" | "why"> {
	readonly job: string;
}

async function withReasons(head: string, reader: LocalReader, idle: Idle): Promise<ChronosError> {
	const { job, signal, zone, why: ask = "why" } = idle;
	const why = await reader.why(job, { signal });
	const reasons = localInstants(idleText(why?.reasons ?? []), zone);
	// What fixes it is said without naming a server.
	const fix =
		idle.why === undefined ? why && hypothesesOf(why).find((reason) => reason.fix !== undefined)?.fix : undefined;
	return new ChronosError("job.no-logs", reasons === "" ? head : `${head}: ${reasons}`, {
		hint: fix ?? `See why with \`${commandLine(ask, job)}\`.`,
	});
}

function hasAttempt({ attempts }: LocalRun): boolean {
	return attempts.length > 0;
}

/** All reasons of a job that does not run, as parts of a sentence; empty when there are none. */
export async function whyIdle(reader: LocalReader, job: string, signal: AbortSignal): Promise<string> {
	return idleText((await reader.why(job, { signal }))?.reasons ?? []);
}

function idleText(reasons: LocalWhy["reasons"]): string {
	const telling = [isPull, isNotExhausted].map((wanted) => reasons.filter(wanted)).find(({ length }) => length > 0);
	return (telling ?? reasons).map(({ text }) => clauseOf(text)).join("; ");
}

type IdleReason = LocalWhy["reasons"][number];

// It has begun as far as others may wait for it, and nobody wants to hear that.
function isPull({ type }: IdleReason): boolean {
	return type === "pulling";
}

// The last repetition is used up as soon as its run is queued.
function isNotExhausted({ type }: IdleReason): boolean {
	return type !== "exhausted";
}

/** A sentence as a part of another one. */
function clauseOf(sentence: string): string {
	const clause = sentence.replace(/\.$/, "");
	return clause.charAt(0).toLowerCase() + clause.slice(1);
}
