import type { JobFacts } from "@chronos-job/core";

/** A job as rows show, sort and filter it: worked out once per answer. */
export interface JobRow {
	readonly name: string;
	readonly facts: JobFacts;
	readonly state: RowState;
	/** Of the state, so that failures stand out. */
	readonly rank: number;
	readonly running: number;
	readonly lastAt: number | undefined;
	readonly last: "success" | "failure" | "fresh";
	/** In the past when it is due; undefined when its schedule starts it no more. */
	readonly nextAt: number | undefined;
	readonly successes: number | undefined;
	readonly errors: number | undefined;
	readonly cpus: number | undefined;
	readonly memMb: number | undefined;
	readonly gpus: number | undefined;
	readonly owner: string;
	/** In words. */
	readonly schedule: string;
	readonly sweep: string | undefined;
	/** Name, state, owner, schedule in lower case, for the plain filter. */
	readonly haystack: string;
}

/** The word in the table. `waiting` for its parents, `failed` and `ok` for those at rest. */
export type RowState = "running" | "queued" | "failed" | "ok" | "fresh" | "disabled";
