import { formatSpec, type Job, type JobBody, kindOf, readJob } from "@chronos-job/schemas";
import { ChronosError, hasCode } from "../errors.ts";
import type { Caller } from "./caller.ts";
import type { CallOptions, JobQuery, JobsReader, JobsWriter } from "./client.ts";
import { nameParam } from "./name-param.ts";
import type { Answer } from "./question.ts";
import { readJobs, shapeProblem } from "./read-jobs.ts";
import { demandJson, notChronos } from "./read-json.ts";
import { readSummaries } from "./read-summaries.ts";
import { unmirror } from "./unmirror.ts";

export function createJobsReader(caller: Caller): JobsReader {
	async function list(options?: CallOptions): Promise<readonly Job[]> {
		return byName(readJobs(await caller.call("listJobs", {}, options), caller).map(unmirror));
	}

	async function find(name: string, options?: CallOptions): Promise<Job | undefined> {
		const params = nameParam(name);
		try {
			return readOne(await caller.call("getJob", { params }, options), caller);
		} catch (error) {
			if (hasCode(error, "job.not-found")) return undefined;
			if (!hasCode(error, "target.unsupported")) throw error;
			// No server of 2.x has the call (contract §1.9).
			return (await searchAll({ name }, options)).find((job) => job.name === name);
		}
	}

	async function searchAll(query: JobQuery, options?: CallOptions): Promise<readonly Job[]> {
		const found = new Map<string, Job>();
		for (let offset = 0; ; offset += pageSize) {
			const page = { ...query, limit: String(pageSize), offset: String(offset) };
			const jobs = readJobs(await caller.call("searchJobs", { query: page }, options), caller);
			// Jobs that come and go meanwhile move others from page to page.
			for (const job of jobs) found.set(job.name, job);
			if (jobs.length < pageSize) return [...found.values()];
		}
	}

	return {
		list,
		find,
		search: async (query, options) => byName(await searchAll(query, options)),
		summaries: async (options) => byName(await readSummaries(caller, list, options)),
	};
}

export function createJobsWriter({ call, notes }: Caller): JobsWriter {
	return {
		put: async (job: JobBody, options) => {
			nameParam(job.name);
			const name = kindOf(job) === "child" ? "putChildJob" : "putScheduledJob";
			await call(name, { body: formatSpec(job) }, options);
		},
		start: async (name, args = "", options) => {
			const query = args.trim() === "" ? {} : { query: { arguments: args } };
			// The start would happen without them (contract §1.4.7).
			if ("query" in query && notes.lacks("2.5")) throw withoutArguments(name);
			await call("startJob", { params: nameParam(name), ...query }, options);
		},
		markSuccessful: async (name, options) =>
			readMark(await call("markSuccessful", { params: nameParam(name) }, options)),
		delete: async (name, options) => {
			await call("deleteJob", { params: nameParam(name) }, options);
		},
	};
}

const pageSize = 1000;

function withoutArguments(name: string): ChronosError {
	return new ChronosError("target.unsupported", `a server before 2.5 starts ${name} without the arguments`, {
		hint: "Put them into the command of the job, or use a server of 2.5 or later.",
	});
}

function readOne(answer: Answer, { notes }: Caller): Job {
	const value = demandJson(answer, "a job");
	notes.see([value]);
	const job = readJob(value);
	if (job === undefined) throw notChronos(answer, `a job ${shapeProblem(value)}`);
	return job;
}

/** It is labelled as JSON and is none (contract §1.4.8). */
function readMark(answer: Answer): boolean {
	const [, told] = /^marked job .* as successful: (true|false)\s*$/s.exec(answer.text) ?? [];
	if (told === undefined) throw notChronos(answer, "it does not say whether the job was marked as successful");
	return told === "true";
}

function byName<Named extends { readonly name: string }>(items: readonly Named[]): readonly Named[] {
	return items.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}
