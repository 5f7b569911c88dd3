import { fieldsOf, listOf, numberOf, textOf, timeOf } from "./json-fields.ts";

/** What a server says about itself to whoever may use its socket. */
export interface ServerStatus {
	readonly pid: number;
	readonly startedAt: number;
	readonly version: string;
	readonly dialect: string;
	readonly state: string;
	readonly socket: string;
	readonly url: string | undefined;
	/** As they were given when it was started. */
	readonly options: Readonly<Record<string, string>>;
	readonly jobs: { readonly all: number; readonly disabled: number };
	readonly runs: { readonly queued: number; readonly waiting: number; readonly live: number };
	/** The names of jobs with attempts under way. */
	readonly running: readonly string[];
	/** The first jobs that wait for their turn. */
	readonly queued: readonly QueuedJob[];
	readonly total: Resources;
	/** The driver has yet to tell which GPUs there are. */
	readonly isLookingForGpus: boolean;
	readonly used: Resources;
	readonly gpus: readonly GpuStatus[];
	/** Where they come from, or why there are none. */
	readonly gpusBecause: string;
	/** What containers are run with; undefined where nothing runs them, or an older server does not tell. */
	readonly containersBy: string | undefined;
	/** Why jobs of a kind cannot be launched, by the kind; undefined where the server does not tell. */
	readonly unavailable: Readonly<Record<string, string>> | undefined;
	/** How attempts are kept within what they asked for. */
	readonly limits: string;
}

export interface QueuedJob {
	readonly job: string;
	/** A sentence. */
	readonly why: string;
}

export interface GpuStatus {
	readonly id: string;
	readonly index?: number | undefined;
	readonly model?: string | undefined;
	readonly memMb?: number | undefined;
	readonly driver?: string | undefined;
	readonly cuda?: string | undefined;
	/** Whose it is. */
	readonly job?: string | undefined;
}

export interface Resources {
	readonly cpus: number;
	readonly memMb: number;
	readonly diskMb: number;
	readonly gpus: number;
	/** Undefined where an older server does not count them. */
	readonly containers: number | undefined;
}

/** Times are texts on the wire and numbers inside. */
export function statusOnWire(status: ServerStatus): object {
	return { ...status, startedAt: new Date(status.startedAt).toISOString() };
}

/** Undefined for what is not the answer of such a server. */
export function parseServerStatus(value: unknown): ServerStatus | undefined {
	const fields = fieldsOf(value);
	if (typeof fields["pid"] !== "number" || typeof fields["state"] !== "string") return undefined;
	const jobs = fieldsOf(fields["jobs"]);
	const runs = fieldsOf(fields["runs"]);
	return {
		pid: fields["pid"],
		startedAt: timeOf(fields["startedAt"]),
		version: textOf(fields["version"]),
		dialect: textOf(fields["dialect"]),
		state: fields["state"],
		socket: textOf(fields["socket"]),
		url: textOf(fields["url"]) || undefined,
		options: textsOf(fields["options"]),
		jobs: { all: numberOf(jobs["all"]), disabled: numberOf(jobs["disabled"]) },
		runs: { queued: numberOf(runs["queued"]), waiting: numberOf(runs["waiting"]), live: numberOf(runs["live"]) },
		running: listOf(fields["running"]).map(textOf),
		queued: listOf(fields["queued"]).map(parseQueued),
		total: parseResources(fields["total"]),
		isLookingForGpus: fields["isLookingForGpus"] === true,
		used: parseResources(fields["used"]),
		gpus: listOf(fields["gpus"]).map(parseGpu),
		gpusBecause: textOf(fields["gpusBecause"]),
		containersBy: textOf(fields["containersBy"]) || undefined,
		unavailable: fields["unavailable"] === undefined ? undefined : textsOf(fields["unavailable"]),
		limits: textOf(fields["limits"]),
	};
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
	return Object.fromEntries(Object.entries(fieldsOf(value)).map(([name, text]) => [name, textOf(text)]));
}

function parseGpu(value: unknown): GpuStatus {
	const { id, index, model, memMb, driver, cuda, job } = fieldsOf(value);
	return {
		id: textOf(id),
		index: typeof index === "number" ? index : undefined,
		model: textOf(model) || undefined,
		memMb: typeof memMb === "number" ? memMb : undefined,
		driver: textOf(driver) || undefined,
		cuda: textOf(cuda) || undefined,
		job: textOf(job) || undefined,
	};
}

function parseQueued(value: unknown): QueuedJob {
	const { job, why } = fieldsOf(value);
	return { job: textOf(job), why: textOf(why) };
}

function parseResources(value: unknown): Resources {
	const { cpus, memMb, diskMb, gpus, containers } = fieldsOf(value);
	return {
		cpus: numberOf(cpus),
		memMb: numberOf(memMb),
		diskMb: numberOf(diskMb),
		gpus: numberOf(gpus),
		containers: typeof containers === "number" ? containers : undefined,
	};
}
