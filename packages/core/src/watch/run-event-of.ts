import { parseTaskId } from "@chronos-job/schemas";
import type { LocalEvent } from "../client/local-reader.ts";
import { type GpuUse, parseGpuUse } from "../gpus/gpu-use.ts";
import type { RunEvent } from "./run-event.ts";

/** An event of a server of ours as one that any server could have; undefined for what no other has words for. */
export function runEventOf(event: LocalEvent): RunEvent | undefined {
	const job = textIn(event.fields, "job");
	return job === undefined ? undefined : readers.get(event.type)?.(event, job);
}

type Fields = LocalEvent["fields"];
type Reader = (event: LocalEvent, job: string) => RunEvent | undefined;

const jobEvent =
	(type: "job.created" | "job.changed" | "job.deleted" | "job.disabled"): Reader =>
	({ at }, job) => ({ type, at, job });

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
	["job.created", jobEvent("job.created")],
	["job.updated", jobEvent("job.changed")],
	["job.deleted", jobEvent("job.deleted")],
	["job.disabled", jobEvent("job.disabled")],
	// It changes what is counted, and nothing has run.
	["job.marked-successful", jobEvent("job.changed")],
	["run.queued", ({ at, fields }, job) => ({ type: "run.queued", at, job, ...runIn(fields) })],
	["attempt.started", ({ at, fields }, job) => ({ type: "attempt.started", at, job, ...attemptIn(fields) })],
	["attempt.ended", attemptFinished],
	["retry.planned", retryPlanned],
	["run.settled", runSettled],
	// A start that did not even become a run.
	["start.dropped", runSettled],
]);

function attemptFinished({ at, fields }: LocalEvent, job: string): RunEvent | undefined {
	const { end } = fields;
	if (!isRecord(end)) return undefined;
	const outcome = endings.find((known) => known === end["outcome"]);
	if (outcome === undefined) return undefined;
	return {
		type: "attempt.finished",
		at: timeIn(end, "at") ?? at,
		job,
		outcome,
		...endIn(end),
		...attemptIn(fields),
	};
}

const endings = ["succeeded", "failed", "killed", "lost", "not-launched"] as const;

function retryPlanned({ at, fields }: LocalEvent, job: string): RunEvent | undefined {
	const retryAt = timeIn(fields, "retryAt");
	return retryAt === undefined ? undefined : { type: "retry.planned", at, job, retryAt };
}

function runSettled({ at, fields }: LocalEvent, job: string): RunEvent | undefined {
	const outcome = outcomes.find((known) => known === (fields["outcome"] ?? "dropped"));
	const because = textIn(fields, "because");
	if (outcome === undefined) return undefined;
	const reason = because === undefined ? {} : { reason: because };
	return { type: "run.settled", at, job, outcome, ...reason, ...runIn(fields) };
}

const outcomes = ["succeeded", "failed", "killed", "lost", "dropped"] as const;

function endIn(end: Fields): { exitCode?: number; signal?: string; reason?: string; gpuUse?: GpuUse } {
	const gpuUse = parseGpuUse(end["gpuUse"]);
	const [exitCode, signal, reason] = [numberIn(end, "exitCode"), textIn(end, "signal"), textIn(end, "reason")];
	return {
		...(exitCode === undefined ? {} : { exitCode }),
		...(signal === undefined ? {} : { signal }),
		...(reason === undefined ? {} : { reason }),
		...(gpuUse === undefined ? {} : { gpuUse }),
	};
}

function attemptIn(fields: Fields): { runId?: number; taskId?: string; attempt?: number } {
	const taskId = textIn(fields, "taskId");
	const attempt = taskId === undefined ? undefined : parseTaskId(taskId)?.attempt;
	return {
		...runIn(fields),
		...(taskId === undefined ? {} : { taskId }),
		...(attempt === undefined ? {} : { attempt }),
	};
}

function runIn(fields: Fields): { runId?: number } {
	const runId = numberIn(fields, "runId");
	return runId === undefined ? {} : { runId };
}

function numberIn(fields: Fields, name: string): number | undefined {
	const { [name]: value } = fields;
	return typeof value === "number" ? value : undefined;
}

function textIn(fields: Fields, name: string): string | undefined {
	const { [name]: value } = fields;
	return typeof value === "string" ? value : undefined;
}

function timeIn(fields: Fields, name: string): number | undefined {
	const time = Date.parse(textIn(fields, name) ?? "");
	return Number.isNaN(time) ? undefined : time;
}

function isRecord(value: unknown): value is Fields {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
