import type { Build, Schedule } from "@chronos-job/schemas";
import type { Severity } from "../document/finding.ts";
import type { FieldChange } from "../document/job-document.ts";
import type { Path } from "../document/position.ts";
import type { Flaw, JobDraft } from "./flaws.ts";

/** One job as rules see it. */
export interface ReadJob {
	/** What the text said. */
	readonly value: unknown;
	readonly draft: JobDraft;
	/** Where the value departs from the shape of a job. Empty for nearly every job. */
	readonly flaws: readonly Flaw[];
	/** What Chronos will follow; undefined for a child, and when there is none or none that can be read (contract §2.2). */
	readonly schedule: Schedule | undefined;
	/** Whether the text had no syntax error, so that what is absent here was not written. */
	readonly isWhole: boolean;
	/** A value as it was written. */
	readonly textOf: (path: Path) => string;
}

/** What is known besides the files. Rules have no other source of knowledge. */
export interface Facts {
	/** Epoch milliseconds. */
	readonly now: number;
	/** Present when a server was asked. */
	readonly server?: {
		readonly jobs: ReadonlySet<string>;
		/** What it may be; absent when nobody knows. */
		readonly builds?: readonly Build[];
	};
}

export interface Remark {
	/** Inside the job. */
	readonly path: Path;
	/** What to underline; the value unless said otherwise. */
	readonly at?: "key" | "value";
	/** Lower-case, no final period, facts in it. */
	readonly message: string;
	/** Where the message continues, as in `another job is called "a" too, in jobs.json:3`. */
	readonly related?: { readonly job: number; readonly path: Path };
	/** One imperative sentence with a period. */
	readonly hint?: string;
	readonly fix?: {
		readonly title: string;
		readonly changes: readonly { readonly path: Path; readonly change: FieldChange }[];
	};
}

export interface Rule {
	readonly code: string;
	readonly severity: Severity;
	/** One sentence for the index of findings. */
	readonly about: string;
	check(jobs: readonly ReadJob[], facts: Facts): Iterable<JobRemark>;
}

export interface JobRemark extends Remark {
	/** The one to underline. */
	readonly job: number;
	/** Others that are just as wrong. */
	readonly others?: readonly number[];
}

/** The check of a rule that looks at one job at a time. */
export function eachJob(check: (job: ReadJob, facts: Facts) => Iterable<Remark>): Rule["check"] {
	return function* (jobs, facts) {
		for (const [index, job] of jobs.entries()) {
			for (const remark of check(job, facts)) yield { job: index, ...remark };
		}
	};
}
