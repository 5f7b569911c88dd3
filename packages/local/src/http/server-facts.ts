import type { Clock } from "@chronos-job/core";
import type { Dialect } from "@chronos-job/schemas";

/** What a server is asked about itself. */
export interface ServerFacts {
	readonly version: string;
	readonly dialect: Dialect;
	readonly startedAt: number;
	/** The id of the store: what was learnt from another one is worth nothing here. */
	readonly storeId: string;
	readonly pid?: number | undefined;
	/** For what has to wait: heartbeats, and logs that grow. */
	readonly clock: Clock;
	/** `host:port`, as `leader` says it. */
	leader(): string;
	/** One account for everything (contract §1.6). */
	readonly credentials?: Credentials | undefined;
	/** Builds differ in whether a job shows its GPUs (contract §2.9); `when set` unless said otherwise. */
	readonly gpus?: "always" | "when set" | "never";
	/** Whom a job runs as that names nobody: the flag `--user` of Chronos, `root` unless said otherwise. */
	readonly defaultUser?: string;
	readonly rules?: HttpRuleOptions;
	/** Hears of failures that are nobody's request's fault. */
	report(error: unknown): void;
}

export interface Credentials {
	readonly user: string;
	readonly password: string;
}

/** Where the answers differ from a real Chronos on purpose; false is what Chronos does. */
export interface HttpRules {
	/** What cannot be read is refused with 400 and JSON that names the field, instead of 500 and a page. */
	readonly jsonForBadInput: boolean;
	/** A message is its first line. */
	readonly noStackTraces: boolean;
	/** One unreadable time in a job does not fail the summary of all. */
	readonly summaryNeverFails: boolean;
}

export interface HttpRuleOptions extends Partial<HttpRules> {
	/** Turns every rule off; named ones win over it. */
	readonly faithful?: boolean;
}

export function createHttpRules({ faithful = false, ...named }: HttpRuleOptions = {}): HttpRules {
	const on = !faithful;
	return { jsonForBadInput: on, noStackTraces: on, summaryNeverFails: on, ...named };
}
