import { type ReadClient, type RunEvent, showControls } from "@chronos-job/core";
import { localInstants } from "../render/local-instants.ts";
import { whyIdle } from "./explain-no-logs.ts";
import type { Following } from "./scribe.ts";
import { tellPulls } from "./tell-pulls.ts";

export interface Delay {
	/** Those that are waited for still. */
	readonly open: () => readonly string[];
	readonly signal: AbortSignal;
	/** Whether nobody else writes into the line below all others. */
	readonly ownsLine: boolean;
}

/** What keeps jobs from running that have been waited for. */
export interface Delays extends Disposable {
	readonly see: (event: RunEvent) => void;
	/** Why a job has not started, as it was told. */
	readonly reasonOf: (job: string) => string | undefined;
	/** What is being pulled now, with how far it has come; empty when nothing is. */
	readonly pulling: () => string;
}

/** Tells once why jobs do not start that nobody has seen start for a while, where the server says so. */
export function explainDelay(session: Following, client: ReadClient, { open, signal, ownsLine }: Delay): Delays {
	const { host, note } = session;
	const started = new Set<string>();
	const reasons = new Map<string, string>();
	const told = new AbortController();
	let pulling = "";
	const over = AbortSignal.any([signal, told.signal]);

	const unstarted = (): readonly string[] => open().filter((job) => !started.has(job));
	async function ask(): Promise<void> {
		await host.sleep(patienceMs, over);
		const reader = await client.server.local({ signal: over });
		if (reader === undefined) return;
		for (const job of open().slice(0, mostAsked)) {
			// One after the other, so that they are told in order.
			// oxlint-disable-next-line eslint/no-await-in-loop -- that is the order
			const reason = started.has(job) ? "" : await whyIdle(reader, job, over);
			if (reason === "" || started.has(job) || over.aborted) continue;
			reasons.set(job, localInstants(showControls(reason), host.zone));
			note(`${showControls(job)} has not started: ${reasons.get(job)}`);
		}
		await tellPulls(session, reader, {
			open: unstarted,
			signal: over,
			ownsLine,
			hear: (text) => void (pulling = text),
		});
	}
	// Whoever only wants to know why can do without.
	void ask().catch(() => undefined);
	return {
		see(event) {
			if (event.type !== "attempt.started" && event.type !== "attempt.finished") return;
			started.add(event.job);
			reasons.delete(event.job);
		},
		reasonOf: (job) => reasons.get(job),
		pulling: () => pulling,
		[Symbol.dispose]: () => told.abort(),
	};
}

const patienceMs = 1500;
const mostAsked = 5;
