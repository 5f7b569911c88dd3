import type { Fate } from "@chronos-job/core";
import type { Before, Driver, SweepHead, SweepRecord } from "./sweep-record.ts";

/** Jobs that belong together, as far as this program knows them. */
export interface SweepGroup extends Omit<SweepHead, "type" | "jobs"> {
	readonly jobs: readonly SweepJob[];
	/** Who worked on it last and has not said that it stopped. */
	readonly driver: Driver | undefined;
}

export interface SweepJob {
	readonly name: string;
	/** In the order of the parameters. */
	readonly values: readonly string[];
	/** `submitting`: it may have been sent or not; a job that is `submitted` was there. */
	readonly state: "waiting" | "submitting" | "submitted" | "settled";
	/** Of a job that was sent: how it was before. */
	readonly since?: Before & { readonly at: number };
	/** Of a job that is settled. */
	readonly fate?: Fate;
}

/** What the lines of a record come to; undefined without a head. */
export function groupOf(records: readonly SweepRecord[]): SweepGroup | undefined {
	const head = records.find((record) => record.type === "sweep");
	if (head === undefined) return undefined;
	const { at, group, template, params, again, maxParallel } = head;
	const told = Map.groupBy(records, jobIn);
	const last = records.findLast((record) => record.type === "opened" || record.type === "closed");
	return {
		at,
		group,
		template,
		params,
		again,
		...(maxParallel !== undefined && { maxParallel }),
		jobs: head.jobs.map((job) => (told.get(job.name) ?? []).reduce<SweepJob>(advance, { ...job, state: "waiting" })),
		driver: last?.type === "opened" ? last.driver : undefined,
	};
}

/** How many jobs are where. */
export interface SweepCount {
	readonly total: number;
	readonly succeeded: number;
	/** Settled in any other way. */
	readonly failed: number;
	readonly underWay: number;
	readonly waiting: number;
}

export function countJobs(jobs: readonly Pick<SweepJob, "state" | "fate">[]): SweepCount {
	const settled = jobs.filter(({ state }) => state === "settled");
	const succeeded = settled.filter(({ fate }) => fate?.outcome === "succeeded").length;
	const waiting = jobs.filter(({ state }) => state === "waiting").length;
	return {
		total: jobs.length,
		succeeded,
		failed: settled.length - succeeded,
		underWay: jobs.length - settled.length - waiting,
		waiting,
	};
}

function jobIn(record: SweepRecord): string | undefined {
	if (record.type === "settled") return record.fate.job;
	return record.type === "submitting" || record.type === "submitted" ? record.job : undefined;
}

function advance(job: SweepJob, record: SweepRecord): SweepJob {
	if (record.type === "settled") return { ...job, state: "settled", fate: record.fate };
	if (record.type === "submitted") return { ...job, state: "submitted" };
	if (record.type !== "submitting") return job;
	const { at, before, local } = record;
	const { name, values } = job;
	return { name, values, state: "submitting", since: { at, ...(before && { before }), ...(local && { local }) } };
}
