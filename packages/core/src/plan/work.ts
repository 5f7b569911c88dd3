import type { Job } from "@chronos-job/schemas";
import type { ChronosClient } from "../client/client.ts";
import type { Clock } from "../clock.ts";

/** A definition that is about to be lost. */
export interface KeptDefinition {
	readonly name: string;
	readonly job: Job;
	readonly because: "updated" | "deleted" | "reparented";
}

export interface AppliedStep {
	readonly kind: "created" | "updated" | "deleted" | "reparented";
	readonly name: string;
	/** As it was before; undefined for a job that is new. */
	readonly before: Job | undefined;
	/** As the server has it now; undefined for a job that is gone. */
	readonly after: Job | undefined;
	/** Writing it has started a run that the job was not due for before. */
	readonly startsAgain: boolean;
	/** What the server said although it did as it was told: a status such as "500", or "nothing". */
	readonly answered?: string;
}

/** What all steps of one plan share. */
export interface Work {
	readonly client: ChronosClient;
	readonly clock: Clock;
	readonly signal: AbortSignal | undefined;
	/** How many jobs are worked on at a time. */
	readonly lanes: number;
	keep(definition: KeptDefinition): Promise<void>;
	report(step: AppliedStep): void;
}

/** The same, whoever has lost patience: what was sent is looked at in any case. */
export function unhurried(work: Work): Work {
	return { ...work, signal: undefined };
}

/** Reads one job. */
export type Look = (name: string) => Promise<Job | undefined>;

/** Looks at one job at a time, or at all of them once when there are many to look at. */
export async function lookAt(work: Work, count: number): Promise<Look> {
	const { client, signal } = work;
	if (count <= mostSingleReads) return (name) => client.jobs.find(name, { signal });
	const jobs = new Map((await client.jobs.list({ signal })).map((job) => [job.name, job]));
	return (name) => Promise.resolve(jobs.get(name));
}

const mostSingleReads = 20;
