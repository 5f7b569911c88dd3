import { ChronosError } from "@chronos-job/core";
import { shellQuote } from "../local/shell-quote.ts";
import { duration } from "../render/duration.ts";
import { namesText } from "../render/server-facts.ts";
import type { Leash } from "./leash.ts";

export interface Stop {
	readonly cause: Leash["cause"];
	/** Those whose fate is not known. */
	readonly jobs: readonly string[];
	readonly timeoutMs: number | undefined;
}

/** Why following ended early; whatever else went wrong stays what it is. */
export function explainStop(error: unknown, { cause, jobs, timeoutMs = 0 }: Stop): unknown {
	if (cause === undefined) return error;
	const hint = `Follow ${jobs.length === 1 ? "it" : "them"} again with \`chronos-job watch${wordsOf(jobs)}\`.`;
	const [is, goes] = jobs.length === 1 ? ["is", "goes"] : ["are", "go"];
	return cause === "timeout"
		? new ChronosError("wait.timeout", `${namesText(jobs)} ${is} still under way after ${duration(timeoutMs)}`, {
				hint,
			})
		: new ChronosError("wait.interrupted", `nobody waits any longer; ${namesText(jobs)} ${goes} on`, { hint });
}

/** As long as somebody would copy them. */
function wordsOf(jobs: readonly string[]): string {
	return jobs.length > 5 ? "" : jobs.map((job) => ` ${shellQuote(job)}`).join("");
}
