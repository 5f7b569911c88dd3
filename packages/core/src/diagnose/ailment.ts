import type { Dialect, Job, JobSummary } from "@chronos-job/schemas";

export type AilmentCode =
	| "names-alike"
	| "parent-missing"
	| "parent-stopped"
	| "hidden"
	| "runs-for-ever"
	| "given-up"
	| "time-unreadable"
	| "queue-stuck"
	| "definition";

/** Something of the jobs of a server that is not as anybody wants it. Instants in the texts are ISO times in UTC. */
export interface Ailment {
	readonly code: AilmentCode;
	/** Whether it keeps something from working, or only looks like it. */
	readonly state: "warning" | "fails";
	/** Whom it is about; none when it is about all. */
	readonly jobs: readonly string[];
	readonly message: string;
	readonly evidence: readonly string[];
	readonly fix?: string;
}

/** A definition that was replaced or deleted, and by whom it was kept. */
export interface PastDefinition {
	readonly job: string;
	readonly at: number;
	readonly because: "updated" | "deleted" | "reparented";
	readonly definition: Job;
}

/** What a server tells of all its jobs, and what is known besides. */
export interface ServerJobs {
	readonly jobs: readonly Job[];
	/** Undefined when the server does not tell. */
	readonly summaries: readonly JobSummary[] | undefined;
	/** The newest of every job. */
	readonly past: readonly PastDefinition[];
	readonly dialect: Dialect;
	readonly now: number;
}

export type AilmentRule = (facts: ServerJobs) => readonly Ailment[];
