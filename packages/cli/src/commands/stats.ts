import type { JobStat, Percentile, PercentileStats } from "@chronos-job/schemas";
import { number, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { targetArgs } from "../command/target-args.ts";
import { durationTable } from "../render/duration-table.ts";
import { missingJob } from "../selection/select-jobs.ts";

/** Milliseconds. */
export interface JobDurations {
	readonly job: string;
	readonly medianMs: number;
	readonly p95Ms: number;
	readonly p99Ms: number;
	/** How many runs were measured, as far as the server tells. */
	readonly runs?: number;
}

export interface StatsResult {
	readonly jobs: readonly JobDurations[];
	/** How many jobs there are of which nothing was measured. */
	readonly unmeasured: number;
	/** How many measured jobs were left out. */
	readonly hidden: number;
	readonly isOne: boolean;
}

export const stats = defineCommand({
	name: "stats [job]",
	theme: "follow",
	about: "Show how long successful runs took, waiting in the queue included; the slowest job first",
	examples: [
		{ line: "chronos-job stats", about: "Of every job that has succeeded" },
		{ line: "chronos-job stats hello", about: "Of one job" },
	],
	args: {
		job: word("The name of a job; all of them without"),
		count: number("How many jobs at most", { alias: "n", byDefault: 50, min: 1, max: 100_000 }),
		...targetArgs,
	},

	async run({ job: name, count, ...args }, { host, connectToRead }): Promise<StatsResult> {
		const options = { signal: host.signal };
		await using client = await connectToRead(args);
		if (name === undefined) {
			const [p99, p95, median] = await Promise.all(asked.map((each) => client.stats.percentile(each, options)));
			return overviewOf({ p99: p99 ?? [], p95: p95 ?? [], median: median ?? [] }, count);
		}
		const stat = await client.stats.ofJob(name, options);
		if (stat !== undefined) return { ...resultOf([ofHistogram(name, stat)]), isOne: true };
		const summaries = await client.jobs.summaries(options);
		throw missingJob(
			name,
			summaries.map((each) => each.name),
		);
	},

	views: {
		result: durationTable,
		json: ({ jobs, unmeasured, hidden }) => ({ jobs, unmeasured, hidden }),
	},
});

const asked = ["99thPercentile", "95thPercentile", "median"] as const satisfies readonly Percentile[];

type Overview = Readonly<Record<"p99" | "p95" | "median", PercentileStats>>;

function overviewOf({ p99, p95, median }: Overview, count: number): StatsResult {
	const [p95s, medians] = [byJob(p95), byJob(median)];
	const jobs = p99.map(({ jobNameLabel: job, time }) => ({
		job,
		medianMs: medians.get(job) ?? 0,
		p95Ms: p95s.get(job) ?? 0,
		p99Ms: toMs(time),
	}));
	const { jobs: measured, ...rest } = resultOf(jobs);
	const shown = measured.toSorted((a, b) => b.medianMs - a.medianMs).slice(0, count);
	return { ...rest, jobs: shown, hidden: measured.length - shown.length };
}

function resultOf(all: readonly JobDurations[]): StatsResult {
	const jobs = all.filter(({ p99Ms, runs = 1 }) => p99Ms > 0 && runs > 0);
	return { jobs, unmeasured: all.length - jobs.length, hidden: 0, isOne: false };
}

function byJob(stats: PercentileStats): ReadonlyMap<string, number> {
	return new Map(stats.map(({ jobNameLabel, time }) => [jobNameLabel, toMs(time)]));
}

// Seconds here, milliseconds in the histogram of one job (contract §1.4.12).
function toMs(seconds: number): number {
	return Math.round(seconds * 1000);
}

function ofHistogram(job: string, { histogram }: JobStat): JobDurations {
	return {
		job,
		medianMs: histogram.median,
		p95Ms: histogram["95thPercentile"],
		p99Ms: histogram["99thPercentile"],
		runs: histogram.count,
	};
}
