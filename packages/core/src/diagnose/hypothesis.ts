import type { Job, JobSummary } from "@chronos-job/schemas";
import type { AgentRoom } from "../mesos/mesos-agents.ts";

export type IdleCode =
	| "disabled"
	| "exhausted"
	| "running"
	| "task-id"
	| "parent-missing"
	| "parent-stopped"
	| "parents-waiting"
	| "trigger-lost"
	| "server-stuck"
	| "too-large"
	| "constraints"
	| "queue-blocked"
	| "no-room"
	| "not-due"
	| "server-asleep"
	| "no-result"
	| "name"
	| "no-retries"
	| "gpus-docker";

/** Why a job may not run. Instants in the texts are ISO times in UTC. */
export interface Hypothesis {
	readonly code: IdleCode;
	readonly certainty: "sure" | "likely" | "possible";
	/** About the job as "it": `it is disabled`. */
	readonly sentence: string;
	/** What was seen. */
	readonly evidence: readonly string[];
	/** What to do, if anything can be done. */
	readonly fix?: string;
}

/** What a real Chronos tells that bears on a job not running. */
export interface IdleFacts {
	readonly job: Job;
	readonly summary: JobSummary | undefined;
	/** All jobs of the server, the job among them. */
	readonly jobs: readonly Job[];
	readonly summaries: readonly JobSummary[];
	/** How many entries its queues have; undefined when it does not tell. */
	readonly queued: number | undefined;
	/** What the agents of Mesos have; absent where nobody tells. */
	readonly agents?: readonly AgentRoom[] | undefined;
	readonly now: number;
}

/** Answers what it finds; none when it has nothing to say. */
export type IdleRule = (facts: IdleFacts) => readonly Hypothesis[];

export function iso(at: number): string {
	return new Date(at).toISOString();
}

/** A time as the server writes it; undefined for never. */
export function timeOf(text: string): number | undefined {
	const at = Date.parse(text);
	return Number.isNaN(at) ? undefined : at;
}

/** When a run last came to an end, well or not. */
export function lastEndOf({ lastSuccess, lastError }: Job): number | undefined {
	const ends = [timeOf(lastSuccess), timeOf(lastError)].filter((at) => at !== undefined);
	return ends.length === 0 ? undefined : Math.max(...ends);
}

/** Names as long as they fit into a sentence. */
export function listed(names: readonly string[]): string {
	const shown = names.slice(0, 5);
	const rest = names.length - shown.length;
	return `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
