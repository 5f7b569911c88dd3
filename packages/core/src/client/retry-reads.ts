import { isApiResult } from "@chronos-job/schemas";
import type { Clock } from "../clock.ts";
import type { WireFailure } from "./explain-wire-failure.ts";
import type { Answer } from "./question.ts";
import { readJson } from "./read-json.ts";

export type Outcome = Answer | WireFailure;

export interface RetryOptions {
	readonly clock: Clock;
	readonly random: () => number;
	readonly signal?: AbortSignal | undefined;
}

/** Asks again what passes by itself; only for calls that change nothing. */
export async function retryReads(
	ask: () => Promise<Outcome>,
	{ clock, random, signal }: RetryOptions,
): Promise<Outcome> {
	for (let retry = 0; ; retry++) {
		const outcome = await ask();
		if (retry >= retriesOf(outcome)) return outcome;
		await clock.sleep(firstPauseMs * 2 ** retry * (0.5 + random()), signal);
		signal?.throwIfAborted();
	}
}

/** Whether an intermediary answered in the place of the server. */
export function isGatewayFailure({ status, text }: Answer): boolean {
	if (status === 500) return text.includes("Error proxying request to leader");
	// A server of ours says 503 itself, in the format of Chronos.
	return status >= 502 && status <= 504 && !isApiResult(readJson(text));
}

function retriesOf(outcome: Outcome): number {
	if ("stage" in outcome) return outcome.isPassing ? 3 : 0;
	if (isGatewayFailure(outcome)) return 3;
	// A job that changes while it is read makes the server stumble once (contract §9.16).
	return outcome.status === 500 ? 1 : 0;
}

const firstPauseMs = 100;
