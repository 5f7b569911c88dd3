import { ChronosError, commandLine, localName, shellQuote } from "@chronos-job/core";
import { duration } from "../render/duration.ts";
import { namesText } from "../render/server-facts.ts";
import type { Leash } from "./leash.ts";

export interface Stop {
	readonly cause: Leash["cause"];
	/** Those whose fate is not known. */
	readonly jobs: readonly string[];
	readonly timeoutMs: number | undefined;
	/** The name of the server. */
	readonly target: string;
	/** Why the first of them has not started, if anybody knows. */
	readonly reason?: string | undefined;
	/** Since when the server does not answer, as people read it. */
	readonly silentSince?: string | undefined;
}

/** Why following ended early; whatever else went wrong stays what it is. */
export function explainStop(error: unknown, stop: Stop): unknown {
	const { cause, jobs } = stop;
	if (cause === undefined) return error;
	const them = jobs.length === 1 ? "it" : "them";
	const names = jobs.length > mostNamed ? [] : jobs;
	const hint = `Follow ${them} again with \`${commandLine(`watch${contextWord(stop.target)}`, ...names)}\`.`;
	if (cause === "timeout") return new ChronosError("wait.timeout", timeoutText(stop), { hint });
	const goes = jobs.length === 1 ? "goes" : "go";
	return new ChronosError("wait.interrupted", `nobody waits any longer; ${namesText(jobs)} ${goes} on`, { hint });
}

function timeoutText({ jobs, timeoutMs = 0, reason, target, silentSince }: Stop): string {
	const is = jobs.length === 1 ? "is" : "are";
	const after = `after ${duration(timeoutMs)}`;
	if (silentSince !== undefined) {
		return `nobody knows ${after} what has become of ${namesText(jobs)}: ${target} does not answer since ${silentSince}`;
	}
	if (jobs.length === 1 && reason !== undefined) return `${namesText(jobs)} has not started ${after}: ${reason}`;
	return `${namesText(jobs)} ${is} still under way ${after}`;
}

/** Without it the command would ask another server; one that is meant by its address alone is so by the environment. */
function contextWord(target: string): string {
	return target === localName || target.includes("/") ? "" : ` --context ${shellQuote(target)}`;
}

/** As long as somebody would copy them. */
const mostNamed = 5;
