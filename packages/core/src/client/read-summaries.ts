import { type GraphCsvRow, isJobSummaries, type Job, type JobSummary, resultOf } from "@chronos-job/schemas";
import { hasCode } from "../errors.ts";
import type { Caller } from "./caller.ts";
import type { CallOptions, JobsReader } from "./client.ts";
import { readGraphRows } from "./graph.ts";
import type { Answer } from "./question.ts";
import { demandJson, isRecord, notChronos } from "./read-json.ts";

/** What all jobs do; servers of 2.x tell it in two calls (contract §1.9). */
export async function readSummaries(
	caller: Caller,
	list: JobsReader["list"],
	options?: CallOptions,
): Promise<readonly JobSummary[]> {
	try {
		return summariesIn(await caller.call("listSummaries", {}, options));
	} catch (error) {
		if (!hasCode(error, "target.unsupported")) throw error;
		const [rows, jobs] = await Promise.all([readGraphRows(caller, options), list(options)]);
		return summariesOf(jobs, rows);
	}
}

/** The summaries that a server without them would give. */
function summariesOf(jobs: readonly Job[], rows: readonly GraphCsvRow[]): readonly JobSummary[] {
	const nodes = new Map(rows.filter((row) => row.type === "node").map((row) => [row.name, row]));
	return jobs.map((job) => {
		const node = nodes.get(job.name);
		const { name, schedule = "", parents = [], disabled } = job;
		// A job that came between the two calls does nothing yet.
		return { name, status: node?.status ?? resultOf(job), state: node?.state ?? "idle", schedule, parents, disabled };
	});
}

function summariesIn(answer: Answer): readonly JobSummary[] {
	const value = demandJson(answer, "the summary of all jobs");
	if (isJobSummaries(value)) return value.jobs;
	throw notChronos(answer, `the summary of all jobs ${problemOf(value)}`);
}

function problemOf(value: unknown): string {
	const jobs: unknown = isRecord(value) ? value["jobs"] : undefined;
	if (!Array.isArray(jobs)) return "has no list `jobs`";
	const index = jobs.findIndex((job: unknown) => !isJobSummaries({ jobs: [job] }));
	const broken: unknown = jobs[index];
	if (!isRecord(broken)) return `has no object as job ${index + 1}`;
	const field = Object.entries(sample).find(
		([key, good]) => !isJobSummaries({ jobs: [{ ...good, [key]: broken[key] }] }),
	);
	return `has a wrong \`${field?.[0] ?? "name"}\` in job ${index + 1}`;
}

const good: JobSummary = { name: "", status: "fresh", state: "", schedule: "", parents: [], disabled: false };
const sample = Object.fromEntries(Object.keys(good).map((key) => [key, good]));
