import type { Fate } from "@chronos-job/core";
import { fieldsOf, listOf, numberOf, parseFields, textOf, timeOf } from "../local/json-fields.ts";

/** One line of the record of a sweep. The first says what the sweep is, the others what became of it. */
export type SweepRecord =
	| SweepHead
	| { readonly type: "opened"; readonly at: number; readonly driver: Driver }
	| { readonly type: "closed"; readonly at: number }
	/** Written before a job is sent, so that nobody sends it a second time without looking. */
	| ({ readonly type: "submitting"; readonly at: number; readonly job: string } & Before)
	| { readonly type: "submitted"; readonly at: number; readonly job: string }
	| { readonly type: "settled"; readonly fate: Fate };

export interface SweepHead {
	readonly type: "sweep";
	readonly at: number;
	readonly group: string;
	/** The job of the file, with its placeholders. */
	readonly template: unknown;
	readonly params: readonly string[];
	readonly jobs: readonly PlannedJob[];
	/** Whether jobs that have run before are to run once more. */
	readonly again: boolean;
	/** How many jobs may be under way at a time, if somebody has said so. */
	readonly maxParallel?: number;
}

export interface PlannedJob {
	readonly name: string;
	/** In the order of the parameters. */
	readonly values: readonly string[];
}

/** The process that works on a sweep. */
export interface Driver {
	readonly pid: number;
	/** Another one for every process of the same number. */
	readonly mark: string;
}

/** How a job was when it was sent; of a new one nothing is known. */
export interface Before {
	readonly before?: KnownBefore | undefined;
	/** On servers of ours: the newest run and the newest event. */
	readonly local?: { readonly runId: number; readonly eventId: number } | undefined;
}

export interface KnownBefore {
	readonly schedule: string;
	readonly disabled: boolean;
	readonly successCount: number;
	readonly errorCount: number;
	readonly lastSuccess: string;
	readonly lastError: string;
}

export function formatRecord(record: SweepRecord): string {
	if (record.type !== "settled") return JSON.stringify({ ...record, at: iso(record.at) });
	return JSON.stringify({ type: record.type, ...record.fate, at: iso(record.fate.at) });
}

/** Undefined for a line that is torn or of a later format. */
export function parseRecord(line: string): SweepRecord | undefined {
	const fields = parseFields(line);
	const at = timeOf(fields["at"]);
	return at === 0 ? undefined : readers.get(textOf(fields["type"]))?.(fields, at);
}

type Fields = Readonly<Record<string, unknown>>;

const readers: ReadonlyMap<string, (fields: Fields, at: number) => SweepRecord | undefined> = new Map([
	["sweep", readHead],
	["opened", readOpened],
	["closed", (_: Fields, at: number) => ({ type: "closed", at }) as const],
	["submitting", readSubmitting],
	["submitted", readSubmitted],
	["settled", readSettled],
]);

function readHead(fields: Fields, at: number): SweepHead | undefined {
	const group = textOf(fields["group"]);
	if (group === "") return undefined;
	const jobs = listOf(fields["jobs"]).map(fieldsOf);
	return {
		type: "sweep",
		at,
		group,
		template: fields["template"],
		params: textsIn(fields["params"]),
		jobs: jobs.map(({ name, values }) => ({ name: textOf(name), values: textsIn(values) })),
		again: fields["again"] === true,
		...(typeof fields["maxParallel"] === "number" && { maxParallel: fields["maxParallel"] }),
	};
}

function readOpened(fields: Fields, at: number): SweepRecord {
	const { pid, mark } = fieldsOf(fields["driver"]);
	return { type: "opened", at, driver: { pid: numberOf(pid), mark: textOf(mark) } };
}

function readSubmitting(fields: Fields, at: number): SweepRecord {
	const { before, local } = fields;
	return {
		type: "submitting",
		at,
		job: textOf(fields["job"]),
		...(before !== undefined && { before: readBefore(fieldsOf(before)) }),
		...(local !== undefined && { local: readLocal(fieldsOf(local)) }),
	};
}

function readBefore(fields: Fields): KnownBefore {
	return {
		schedule: textOf(fields["schedule"]),
		disabled: fields["disabled"] === true,
		successCount: numberOf(fields["successCount"]),
		errorCount: numberOf(fields["errorCount"]),
		lastSuccess: textOf(fields["lastSuccess"]),
		lastError: textOf(fields["lastError"]),
	};
}

function readLocal({ runId, eventId }: Fields): { readonly runId: number; readonly eventId: number } {
	return { runId: numberOf(runId), eventId: numberOf(eventId) };
}

function readSubmitted(fields: Fields, at: number): SweepRecord {
	return { type: "submitted", at, job: textOf(fields["job"]) };
}

function readSettled(fields: Fields, at: number): SweepRecord | undefined {
	const outcome = outcomes.find((each) => each === fields["outcome"]);
	if (outcome === undefined) return undefined;
	const { exitCode, runId, signal, reason, taskId } = fields;
	const fate: Fate = {
		job: textOf(fields["job"]),
		outcome,
		at,
		...(typeof exitCode === "number" && { exitCode }),
		...(typeof runId === "number" && { runId }),
		...(typeof signal === "string" && { signal }),
		...(typeof reason === "string" && { reason }),
		...(typeof taskId === "string" && { taskId }),
	};
	return { type: "settled", fate };
}

const outcomes = ["succeeded", "failed", "killed", "lost", "dropped", "vanished", "idle"] as const;

function textsIn(value: unknown): readonly string[] {
	return listOf(value).map(textOf);
}

function iso(at: number): string {
	return new Date(at).toISOString();
}
