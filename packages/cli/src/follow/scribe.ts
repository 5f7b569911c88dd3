import type { Fate, RunEvent } from "@chronos-job/core";
import type { Session } from "../command/session.ts";
import type { FollowEvent } from "./follow-event.ts";
import type { LogSource } from "./log-source.ts";
import { printOutput } from "./print-output.ts";
import { after, forgive, streamAttempts } from "./stream-attempts.ts";
import { openTeller } from "./teller.ts";

/**
 * `fates`: what became of each job, and what it printed; `ends`: the same without what successful ones printed;
 * `events`: all that happens; `logs`: the output as it comes.
 */
export type Show = "fates" | "ends" | "events" | "logs";

export type Following = Pick<Session<FollowEvent>, "host" | "note" | "emit"> &
	Partial<Pick<Session, "progress" | "silentSince">>;

/** Tells what is to be told, one after the other: fates wait for the output of their runs. */
export interface Scribe {
	readonly see: (event: RunEvent) => void;
	readonly conclude: (fate: Fate) => void;
	/** When all is told. */
	readonly finish: () => Promise<void>;
}

type Finished = Extract<RunEvent, { readonly type: "attempt.finished" }>;

export interface ScribeOptions {
	readonly jobs: readonly string[];
	readonly show: Show;
	readonly source: LogSource | undefined;
	readonly signal: AbortSignal;
}

export function openScribe(session: Following, options: ScribeOptions): Scribe {
	const { jobs, show, source, signal } = options;
	const teller = openTeller(session, jobs);
	const printing = source && { source, print: teller.print, signal, sleep: session.host.sleep };
	const streams = streamAttempts(session, { jobs, signal, printing: show === "logs" ? printing : undefined });
	const finished = new Map<string, Finished>();
	let telling = Promise.resolve();
	if (show === "logs" && source === undefined) session.note("this Chronos keeps no logs, so its events are shown");
	const showsAll = show === "events" || (show === "logs" && source === undefined);

	/** An attempt that is followed by another one: its fate is not that of the run. */
	async function tellFailure(ended: Finished, output: Promise<void> | undefined): Promise<void> {
		if (output !== undefined) await output;
		else if (printing !== undefined)
			await forgive(session, { job: ended.job, signal }, () => printOutput(ended, printing));
		teller.see(ended, { isTold: true });
	}
	function seeRetry({ job }: { readonly job: string }): void {
		const ended = finished.get(job);
		if (ended === undefined || showsAll) return;
		const output = streams.outputOf(job);
		telling = after(telling, () => tellFailure(ended, output));
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
			if (event.type === "attempt.finished") finished.set(event.job, event);
			if (event.type === "retry.planned") seeRetry(event);
			telling = after(telling, () => teller.see(event, { isTold: showsAll || rareEvents.has(event.type) }));
			streams.see(event);
		},
		conclude(fate) {
			const output = streams.outputOf(fate.job);
			telling = after(telling, () => conclude(fate, output));
		},
		finish: () => telling,
	};
}

/** Told even to those who only want to know the end: the end is further away than they think. */
const rareEvents: ReadonlySet<RunEvent["type"]> = new Set(["retry.planned", "gap"]);
