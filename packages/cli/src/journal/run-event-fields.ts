import { parseGpuUse, type RunEvent } from "@chronos-job/core";
import { textOf } from "../local/json-fields.ts";

type Fields = Readonly<Record<string, unknown>>;

/** An event for machines: its times are ISO 8601 in UTC. */
export function runEventOnWire(event: RunEvent): Fields {
	return Object.fromEntries(
		Object.entries(event).map(([name, value]) => [
			name,
			times.has(name) && typeof value === "number" ? new Date(value).toISOString() : value,
		]),
	);
}

const times: ReadonlySet<string> = new Set(["at", "retryAt", "since"]);

/** The same read back; undefined where a part is missing. */
export function parseRunEvent(fields: Fields): RunEvent | undefined {
	const at = instantOf(fields["at"]);
	const type = readers.get(textOf(fields["type"]));
	if (at === undefined || type === undefined) return undefined;
	const job = textOf(fields["job"]);
	return job === "" && type !== readGap ? undefined : type({ at, job, fields });
}

interface Parts {
	readonly at: number;
	readonly job: string;
	readonly fields: Fields;
}

type Reader = (parts: Parts) => RunEvent | undefined;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
	["run.queued", ({ at, job, fields }) => ({ type: "run.queued", at, job, ...countIn(fields, "runId") })],
	[
		"attempt.started",
		({ at, job, fields }) => ({ type: "attempt.started", at, job, ...idsIn(fields), ...countIn(fields, "running") }),
	],
	["attempt.finished", readFinished],
	["retry.planned", readRetry],
	["run.settled", readSettled],
	["job.created", readJobEvent("job.created")],
	["job.changed", readJobEvent("job.changed")],
	["job.deleted", readJobEvent("job.deleted")],
	["job.disabled", readJobEvent("job.disabled")],
	["gap", readGap],
]);

function readFinished({ at, job, fields }: Parts): RunEvent | undefined {
	const outcome = oneOf(attemptOutcomes, fields["outcome"]);
	if (outcome === undefined) return undefined;
	const more = { ...countIn(fields, "exitCode"), ...wordIn(fields, "signal"), ...wordIn(fields, "reason") };
	const gpuUse = parseGpuUse(fields["gpuUse"]);
	return { type: "attempt.finished", at, job, outcome, ...more, ...idsIn(fields), ...(gpuUse && { gpuUse }) };
}

function readRetry({ at, job, fields }: Parts): RunEvent | undefined {
	const retryAt = instantOf(fields["retryAt"]);
	return retryAt === undefined ? undefined : { type: "retry.planned", at, job, retryAt };
}

function readSettled({ at, job, fields }: Parts): RunEvent | undefined {
	const outcome = oneOf(runOutcomes, fields["outcome"]);
	return outcome && { type: "run.settled", at, job, outcome, ...wordIn(fields, "reason"), ...countIn(fields, "runId") };
}

function readJobEvent(type: "job.created" | "job.changed" | "job.deleted" | "job.disabled"): Reader {
	return ({ at, job }) => ({ type, at, job });
}

function readGap({ at, fields }: Parts): RunEvent | undefined {
	const since = instantOf(fields["since"]);
	return since === undefined ? undefined : { type: "gap", at, since };
}

const attemptOutcomes = ["succeeded", "failed", "killed", "lost", "not-launched"] as const;
const runOutcomes = ["succeeded", "failed", "killed", "lost", "dropped"] as const;

function oneOf<const Words extends readonly string[]>(words: Words, value: unknown): Words[number] | undefined {
	return words.find((word) => word === value);
}

function idsIn(fields: Fields): { readonly runId?: number; readonly attempt?: number; readonly taskId?: string } {
	return { ...countIn(fields, "runId"), ...countIn(fields, "attempt"), ...wordIn(fields, "taskId") };
}

function countIn<Name extends string>(fields: Fields, name: Name): { readonly [K in Name]?: number };
function countIn(fields: Fields, name: string): Fields {
	return typeof fields[name] === "number" ? { [name]: fields[name] } : {};
}

function wordIn<Name extends string>(fields: Fields, name: Name): { readonly [K in Name]?: string };
function wordIn(fields: Fields, name: string): Fields {
	return typeof fields[name] === "string" ? { [name]: fields[name] } : {};
}

function instantOf(value: unknown): number | undefined {
	const at = Date.parse(textOf(value));
	return Number.isNaN(at) ? undefined : at;
}
