import { z } from "zod";
import { type Call, type CallName, calls } from "./calls.ts";
import { Counters, Job } from "./job.ts";
import { type JobSpec, specFields } from "./job-spec.ts";
import { JobStat, PercentileStats } from "./job-stat.ts";
import { JobSummaries } from "./job-summary.ts";
import { Leader, Metrics, Progress } from "./server-replies.ts";

/** One call of the REST contract with the shapes of what goes in and out. */
export interface Endpoint extends Call {
	/** What the JSON of the request has to be. */
	readonly body?: z.ZodType;
	/** What reads the JSON of the reply; `text` is not JSON, whatever it is labelled. */
	readonly reply: z.ZodType | "text" | "none";
}

export type EndpointName = CallName;

/** What an endpoint answers when it succeeds. */
export type ReplyOf<E extends Endpoint> =
	E["reply"] extends z.ZodType<infer Reply> ? Reply : E["reply"] extends "text" ? string : undefined;

/** A job as it is sent: a spec, with the counters that an update must not lose (contract §2.7). */
export const JobBody = z.strictObject({ ...specFields, ...Counters.partial().shape });
export type JobBody = JobSpec & Partial<Counters>;

const jobs = z.array(Job);

export const endpoints = {
	listJobs: { ...calls.listJobs, reply: jobs },
	getJob: { ...calls.getJob, reply: Job },
	listSummaries: { ...calls.listSummaries, reply: JobSummaries },
	searchJobs: { ...calls.searchJobs, reply: jobs },
	putScheduledJob: { ...calls.putScheduledJob, body: JobBody, reply: "none" },
	putChildJob: { ...calls.putChildJob, body: JobBody, reply: "none" },
	startJob: { ...calls.startJob, reply: "none" },
	markSuccessful: { ...calls.markSuccessful, reply: "text" },
	deleteJob: { ...calls.deleteJob, reply: "none" },
	killTasks: { ...calls.killTasks, reply: "none" },
	reportProgress: { ...calls.reportProgress, body: Progress, reply: "none" },
	getJobStat: { ...calls.getJobStat, reply: JobStat },
	listPercentile: { ...calls.listPercentile, reply: PercentileStats },
	getGraphDot: { ...calls.getGraphDot, reply: "text" },
	getGraphCsv: { ...calls.getGraphCsv, reply: "text" },
	getLeader: { ...calls.getLeader, reply: Leader },
	ping: { ...calls.ping, reply: "text" },
	getMetrics: { ...calls.getMetrics, reply: Metrics },
	getLogging: { ...calls.getLogging, reply: "text" },
} as const satisfies Readonly<Record<CallName, Endpoint>>;
