import { type Fate, hasCode, type RunEvent } from "@chronos-job/core";
import { parseTaskId } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import type { FollowEvent } from "./follow-event.ts";
import type { LogSource } from "./log-source.ts";
import { printOutput } from "./print-output.ts";
import { streamOutput } from "./stream-output.ts";
import { openTeller } from "./teller.ts";

/**
 * `fates`: what became of each job, and what it printed; `ends`: the same without what successful ones printed;
 * `events`: all that happens; `logs`: the output as it comes.
 */
export type Show = "fates" | "ends" | "events" | "logs";

export type Following = Pick<Session<FollowEvent>, "host" | "note" | "emit">;

/** Tells what is to be told, one after the other: fates wait for the output of their runs. */
export interface Scribe {
	readonly see: (event: RunEvent) => void;
	readonly conclude: (fate: Fate) => void;
	/** When all is told. */
	readonly finish: () => Promise<void>;
}

export interface ScribeOptions {
	readonly jobs: readonly string[];
	readonly show: Show;
	readonly source: LogSource | undefined;
	readonly signal: AbortSignal;
}

export function openScribe(session: Following, options: ScribeOptions): Scribe {
	const { jobs, show, source, signal } = options;
	const teller = openTeller(session, jobs);
	const printing = source && { source, print: teller.print, signal };
	const streams = new Map<string, Promise<void>>();
	let telling = Promise.resolve();
	if (show === "logs" && source === undefined) session.note("this Chronos keeps no logs, so its events are shown");
	const showsAll = show === "events" || (show === "logs" && source === undefined);

	function stream(event: RunEvent): void {
		if (show !== "logs" || printing === undefined || event.type !== "attempt.started") return;
		const { job } = event;
		const query = { ...placeOf(event), follow: true };
		const what = { query, streams: ["stdout", "stderr"], isLabelled: jobs.length > 1 } as const;
		const reading = forgive(session, { job, signal }, () => streamOutput(what, printing));
		const before = streams.get(job) ?? Promise.resolve();
		streams.set(
			job,
			after(before, () => reading),
		);
	}
	async function conclude(fate: Fate, output: Promise<void> | undefined): Promise<void> {
		const isPrinted = fate.outcome !== "succeeded" || show === "fates" || show === "logs";
		if (output !== undefined) await output;
		else if (printing !== undefined && isPrinted)
			await forgive(session, { job: fate.job, signal }, () => printOutput(fate, printing));
		teller.conclude(fate);
	}
	return {
		see(event) {
			telling = after(telling, () => teller.see(event, { isTold: showsAll || rareEvents.has(event.type) }));
			stream(event);
		},
		conclude(fate) {
			const output = streams.get(fate.job);
			telling = after(telling, () => conclude(fate, output));
		},
		finish: () => telling,
	};
}

async function after(before: Promise<void>, task: () => Promise<void> | void): Promise<void> {
	await before;
	await task();
}

/** A run is no worse for an output that cannot be read. */
async function forgive(
	{ note }: Pick<Following, "note">,
	{ job, signal }: { readonly job: string; readonly signal: AbortSignal },
	reading: () => Promise<unknown>,
): Promise<void> {
	try {
		await reading();
	} catch (error) {
		if (signal.aborted || hasCode(error, "job.no-logs")) return;
		note(`what ${job} has written cannot be read: ${error instanceof Error ? error.message : String(error)}`);
	}
}

/** Told even to those who only want to know the end: the end is further away than they think. */
const rareEvents: ReadonlySet<RunEvent["type"]> = new Set(["retry.planned", "gap"]);

function placeOf({ job, runId, taskId, attempt }: Extract<RunEvent, { readonly type: "attempt.started" }>) {
	const number = attempt ?? (taskId === undefined ? undefined : parseTaskId(taskId)?.attempt);
	return runId === undefined || number === undefined ? { job } : { job, run: runId, attempt: number };
}
