import { commandLine, hasCode, type RunEvent } from "@chronos-job/core";
import { parseTaskId } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import type { Printing } from "./print-output.ts";
import { type Patience, streamOutput } from "./stream-output.ts";

export interface Streams {
	readonly see: (event: RunEvent) => void;
	/** Ends when all that a job has started so far is printed; undefined when nothing of it is. */
	readonly outputOf: (job: string) => Promise<void> | undefined;
}

export interface StreamsOptions {
	readonly jobs: readonly string[];
	readonly signal: AbortSignal;
	/** Undefined when nothing is to be printed. */
	readonly printing: (Printing & Patience) | undefined;
}

/** Prints what each attempt writes from its start on; of one job, one attempt after the other. */
export function streamAttempts(session: Pick<Session, "note">, { jobs, signal, printing }: StreamsOptions): Streams {
	const streams = new Map<string, Promise<void>>();
	return {
		see(event) {
			if (printing === undefined || event.type !== "attempt.started") return;
			const { job } = event;
			const query = { ...placeOf(event), follow: true };
			const what = { query, streams: ["stdout", "stderr"], isLabelled: jobs.length > 1 } as const;
			const reading = forgive(session, { job, signal }, () => streamOutput(what, printing));
			const before = streams.get(job) ?? Promise.resolve();
			streams.set(
				job,
				after(before, () => reading),
			);
		},
		outputOf: (job) => streams.get(job),
	};
}

function placeOf({ job, runId, taskId, attempt }: Extract<RunEvent, { readonly type: "attempt.started" }>) {
	const number = attempt ?? (taskId === undefined ? undefined : parseTaskId(taskId)?.attempt);
	return runId === undefined || number === undefined ? { job } : { job, run: runId, attempt: number };
}

export async function after(before: Promise<void>, task: () => Promise<void> | void): Promise<void> {
	await before;
	await task();
}

/** A run is no worse for an output that cannot be read. */
export async function forgive(
	{ note }: Pick<Session, "note">,
	{ job, signal }: { readonly job: string; readonly signal: AbortSignal },
	reading: () => Promise<unknown>,
): Promise<void> {
	try {
		await reading();
	} catch (error) {
		if (signal.aborted || hasCode(error, "job.no-logs")) return;
		const reason = error instanceof Error ? error.message : String(error);
		note(`what ${job} has written cannot be read: ${reason}; \`${commandLine("logs", job)}\` prints it`);
	}
}
