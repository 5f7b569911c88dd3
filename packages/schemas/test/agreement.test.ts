import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
	ApiResult,
	containerFields,
	isApiResult,
	isJobFile,
	isJobStat,
	isJobSummaries,
	isLeader,
	isPercentileStats,
	Job,
	jobFields,
	JobFile,
	jobFileErrors,
	JobStat,
	JobSummaries,
	Leader,
	PercentileStats,
	readJob,
} from "../src/index.ts";
import { jobs, jobSpecs, serverJobs } from "./arbitraries.ts";
import { damaged } from "./damaged.ts";

it("every spec is a job file, for zod and for the compiled validator", () => {
	fc.assert(
		fc.property(jobSpecs, (spec) => {
			expect(JobFile.safeParse(spec).error).toBeUndefined();
			expect(jobFileErrors(spec)).toEqual([]);
		}),
		{ numRuns: 300 },
	);
});

it("zod and the compiled validator agree about damaged job files", () => {
	let refused = 0;
	fc.assert(
		fc.property(damaged(jobSpecs), (value) => {
			const { success } = JobFile.safeParse(value);
			refused += success ? 0 : 1;
			expect(isJobFile(value)).toBe(success);
			expect(jobFileErrors(value).length === 0).toBe(success);
		}),
		{ numRuns: 1000 },
	);
	expect(refused).toBeGreaterThan(300);
	expect(refused).toBeLessThan(1000);
});

it("zod and the compiled reader read the same from what servers send, damaged or not", () => {
	const values = fc.oneof(serverJobs, jobs, damaged(serverJobs), damaged(jobs));
	fc.assert(
		fc.property(values, (value) => {
			expect(readJob(value)).toEqual(Job.safeParse(value).data);
		}),
		{ numRuns: 500 },
	);
});

it.each([Symbol("s"), 10n, () => 1, Object.create(null), Number.NaN, new Date(0), new Map(), null])(
	"%o makes no reader throw, wherever it is",
	(odd) => {
		const everywhere = Object.fromEntries(jobFields.map(({ name }) => [name, odd]));
		const container = Object.fromEntries(containerFields.map(({ name }) => [name, odd]));
		const lists = Object.fromEntries(
			jobFields.map(({ name }) => [name, [odd, [odd, odd, odd], { name: odd, value: odd, uri: odd }]]),
		);
		for (const value of [odd, everywhere, lists, { ...lists, name: "a", container }, { ...everywhere, name: "a" }]) {
			expect(() => JobFile.safeParse(value)).not.toThrow();
			expect(isJobFile(value)).toBe(false);
			expect(readJob(value)).toEqual(Job.safeParse(value).data);
		}
	},
);

const replies = [
	[
		"summaries",
		JobSummaries,
		isJobSummaries,
		{ jobs: [{ name: "a", status: "fresh", state: "idle", schedule: "", parents: ["b"], disabled: false }] },
	],
	[
		"statistics",
		JobStat,
		isJobStat,
		{
			histogram: {
				"75thPercentile": 0,
				"95thPercentile": 0,
				"98thPercentile": 0,
				"99thPercentile": 0,
				median: 0,
				mean: 0,
				count: 0,
			},
			taskStatHistory: [
				{
					taskId: "t",
					jobName: "a",
					slaveId: "s",
					startTime: "N/A",
					endTime: "N/A",
					status: "Success",
					duration: "5s",
				},
			],
		},
	],
	["percentiles", PercentileStats, isPercentileStats, [{ jobNameLabel: "a", time: 1.5 }]],
	["a leader", Leader, isLeader, { leader: "host:4400" }],
	["a refusal", ApiResult, isApiResult, { message: "no", status: "Bad Request" }],
] as const;

it.each(replies)("zod and the compiled validator agree about %s", (_, schema, ...[isValid, reply]) => {
	expect(isValid(reply)).toBe(true);
	fc.assert(
		fc.property(damaged(fc.constant(reply)), (value) => {
			expect(isValid(value)).toBe(schema.safeParse(value).success);
		}),
	);
});
