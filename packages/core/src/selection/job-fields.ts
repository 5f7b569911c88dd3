import { nextStart } from "../schedule/advance.ts";
import {
	type Job,
	type JobStatus,
	type JobSummary,
	parseActivity,
	parseSchedule,
	resultOf,
} from "@chronos-job/schemas";
import type { FactSource, JobFacts } from "./job-facts.ts";

/** Times are milliseconds since the epoch; undefined is unknown, never, or none. */
export type FieldValue = string | number | boolean | readonly string[] | undefined;

export type FieldKind = "text" | "number" | "flag" | "time" | "list";

export interface JobField {
	readonly kind: FieldKind;
	/** What a server has to be asked for; either will do when absent. */
	readonly source?: FactSource;
	/** All that it can be. */
	readonly choices?: readonly string[];
	/** What Chronos itself calls it. */
	readonly alias?: string;
	of(facts: JobFacts, now: number): FieldValue;
}

/** What jobs are filtered, sorted and listed by. */
const jobFieldTable = {
	name: { kind: "text", of: ({ name }) => name },
	status: { kind: "text", choices: ["fresh", "success", "failure"], of: statusOf },
	state: { kind: "text", source: "summary", choices: ["idle", "queued", "running"], of: stateOf },
	running: { kind: "number", source: "summary", of: runningOf },
	disabled: { kind: "flag", of: ({ job, summary }) => summary?.disabled ?? job?.disabled },
	kind: { kind: "text", choices: ["scheduled", "child"], of: kindOf },
	schedule: { kind: "text", of: ({ job, summary }) => job?.schedule ?? summary?.schedule ?? "" },
	sweep: { kind: "text", of: ({ sweep }) => sweep },
	parents: { kind: "list", of: ({ job, summary }) => job?.parents ?? summary?.parents ?? [] },
	next: { kind: "time", source: "job", of: ({ job }, now) => job && nextRunOf(job, now) },
	last: { kind: "time", source: "job", of: ({ job }) => job && lastEndOf(job) },
	lastSuccess: { kind: "time", source: "job", of: ({ job }) => timeOf(job?.lastSuccess) },
	lastError: { kind: "time", source: "job", of: ({ job }) => timeOf(job?.lastError) },
	successes: { kind: "number", source: "job", alias: "successCount", of: ({ job }) => job?.successCount },
	errors: { kind: "number", source: "job", alias: "errorCount", of: ({ job }) => job?.errorCount },
	streak: {
		kind: "number",
		source: "job",
		alias: "errorsSinceLastSuccess",
		of: ({ job }) => job?.errorsSinceLastSuccess,
	},
	owner: { kind: "text", source: "job", of: ({ job }) => job?.owner },
	command: { kind: "text", source: "job", of: ({ job }) => job?.command },
	description: { kind: "text", source: "job", of: ({ job }) => job?.description },
	image: { kind: "text", source: "job", of: ({ job }) => job?.container?.image ?? "" },
	user: { kind: "text", source: "job", alias: "runAsUser", of: ({ job }) => job?.runAsUser },
	zone: { kind: "text", source: "job", alias: "scheduleTimeZone", of: ({ job }) => job?.scheduleTimeZone ?? "" },
	cpus: { kind: "number", source: "job", of: ({ job }) => job?.cpus },
	mem: { kind: "number", source: "job", of: ({ job }) => job?.mem },
	disk: { kind: "number", source: "job", of: ({ job }) => job?.disk },
	gpus: { kind: "number", source: "job", of: ({ job }) => job && (job.gpus ?? 0) },
	retries: { kind: "number", source: "job", of: ({ job }) => job?.retries },
	concurrent: { kind: "flag", source: "job", of: ({ job }) => job?.concurrent },
	priority: { kind: "flag", source: "job", alias: "highPriority", of: ({ job }) => job?.highPriority },
} as const satisfies Readonly<Record<string, JobField>>;

export const jobFieldNames: readonly string[] = Object.keys(jobFieldTable);

export interface NamedField extends JobField {
	readonly name: string;
}

const byName: ReadonlyMap<string, NamedField> = new Map(
	Object.entries(jobFieldTable).flatMap(([name, field]: readonly [string, JobField]) => {
		const named = { ...field, name };
		return [name, ...(field.alias === undefined ? [] : [field.alias])].map((word) => [word.toLowerCase(), named]);
	}),
);

/** A field by its name, or by what Chronos calls it, whatever their case. */
export function findField(word: string): NamedField | undefined {
	return byName.get(word.toLowerCase());
}

/** The last result; without a summary by the summary's own rule (contract §6). */
function statusOf({ job, summary }: JobFacts): JobStatus | undefined {
	return summary?.status ?? (job && resultOf(job));
}

function stateOf({ summary }: JobFacts): string | undefined {
	return summary && (parseActivity(summary.state)?.phase ?? summary.state);
}

function runningOf({ summary }: JobFacts): number | undefined {
	return summary && runningIn(summary);
}

/** How many run now. */
export function runningIn({ state }: JobSummary): number {
	const activity = parseActivity(state);
	return activity?.phase === "running" ? Math.max(1, activity.running) : 0;
}

function kindOf({ job, summary }: JobFacts): string {
	const isChild = job === undefined ? summary?.schedule === "" : job.parents !== undefined;
	return isChild ? "child" : "scheduled";
}

/** When its schedule starts it next; in the past when it is due. */
export function nextRunOf({ disabled, schedule: text, scheduleTimeZone: zone }: Job, now: number): number | undefined {
	const schedule = disabled || text === undefined ? undefined : parseSchedule(text);
	return schedule && nextStart(schedule, { now, zone });
}

function lastEndOf({ lastSuccess, lastError }: Job): number | undefined {
	const ends = [timeOf(lastSuccess), timeOf(lastError)].filter((at) => at !== undefined);
	return ends.length === 0 ? undefined : Math.max(...ends);
}

/** A time of the wire; empty and unreadable ones are none. */
export function timeOf(text: string | undefined): number | undefined {
	const at = Date.parse(text ?? "");
	return Number.isNaN(at) ? undefined : at;
}
