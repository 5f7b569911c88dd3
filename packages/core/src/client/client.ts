import type {
	Build,
	Dialect,
	GraphCsvRow,
	Job,
	JobBody,
	JobStat,
	JobSummary,
	Metrics,
	Percentile,
	PercentileStats,
} from "@chronos-job/schemas";
import type { LocalReader } from "./local-reader.ts";
import type { Target } from "./target.ts";

export interface CallOptions {
	readonly signal?: AbortSignal | undefined;
}

export interface JobQuery {
	/** Parts of the name and of the command, whatever their case. */
	readonly name?: string;
	readonly command?: string;
}

export interface JobsReader {
	/** In the order of their names, whatever order the server has. */
	list(options?: CallOptions): Promise<readonly Job[]>;
	/** What all jobs do and how they did; on 2.x servers put together from other calls. */
	summaries(options?: CallOptions): Promise<readonly JobSummary[]>;
	find(name: string, options?: CallOptions): Promise<Job | undefined>;
	/** All that match, not just the first ten. */
	search(query: JobQuery, options?: CallOptions): Promise<readonly Job[]>;
}

export interface JobsWriter {
	/** Sends a job as it is; whoever replaces one has to send its counters along (contract §2.7). */
	put(job: JobBody, options?: CallOptions): Promise<void>;
	/** Queues a run, if the server feels like it (contract §1.4.7). */
	start(name: string, args?: string, options?: CallOptions): Promise<void>;
	/** False when the server has no such job. */
	markSuccessful(name: string, options?: CallOptions): Promise<boolean>;
	delete(name: string, options?: CallOptions): Promise<void>;
}

export interface TasksWriter {
	/** Kills what runs of a job. */
	kill(job: string, options?: CallOptions): Promise<void>;
}

export interface StatsReader {
	ofJob(name: string, options?: CallOptions): Promise<JobStat | undefined>;
	/** Of every job, the slowest first. */
	percentile(percentile: Percentile, options?: CallOptions): Promise<PercentileStats>;
}

export interface GraphReader {
	dot(options?: CallOptions): Promise<string>;
	rows(options?: CallOptions): Promise<readonly GraphCsvRow[]>;
}

export interface ServerReader {
	/** Of the target, or found out by the first call. */
	dialect(options?: CallOptions): Promise<Dialect>;
	/** What it may be: as it was told, or by its jobs; all that speak its dialect when nothing tells. */
	builds(options?: CallOptions): Promise<readonly Build[]>;
	/** Where the leader is; empty when there is none, undefined on servers that do not tell. */
	leader(options?: CallOptions): Promise<string | undefined>;
	/** Resolves when the server answers. */
	ping(options?: CallOptions): Promise<void>;
	metrics(options?: CallOptions): Promise<Metrics>;
	/** What only a Chronos of ours offers; undefined on any other. */
	local(options?: CallOptions): Promise<LocalReader | undefined>;
}

/** All that can be asked; it has nothing that could change a server. */
export interface ReadClient extends AsyncDisposable {
	readonly target: Target;
	readonly jobs: JobsReader;
	readonly stats: StatsReader;
	readonly graph: GraphReader;
	readonly server: ServerReader;
}

export interface ChronosClient extends ReadClient {
	readonly jobs: JobsReader & JobsWriter;
	readonly tasks: TasksWriter;
}
