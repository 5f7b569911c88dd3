import { type JobDocument, parseDocument } from "@chronos-job/core";
import { type Job, parseSchedule } from "@chronos-job/schemas";
import { shapeDocuments } from "./shape-documents.ts";
import { shortSpecOf } from "./job-text.ts";

export interface CloneWish {
	readonly name: string;
	readonly schedule: string | undefined;
	readonly set: readonly string[];
}

/** A job under another name, as a document, with what is to be different about it. */
export function cloneDocument(job: Job, { name, schedule, set }: CloneWish): JobDocument {
	const spec = schedule === undefined ? baseOf(job) : withSchedule(baseOf(job), job, schedule);
	const text = `${JSON.stringify({ ...spec, name }, undefined, 2)}\n`;
	const document = parseDocument(text, `${name}.json`);
	return shapeDocuments([document], { set, param: [], name: undefined })[0] ?? document;
}

// What is left out would become the default of the server, which may be another one.
function baseOf(job: Job): object {
	const { cpus, mem, disk, runAsUser } = job;
	return { ...shortSpecOf(job), cpus, mem, disk, ...(runAsUser !== "" && { runAsUser }) };
}

/** Parents go, for a job has one or the other; and so does the mark of a server that has made the last run. */
function withSchedule(spec: object, job: Job, schedule: string): object {
	const left = new Set(["parents", ...(job.disabled && isExhausted(job) ? ["disabled"] : [])]);
	return { ...Object.fromEntries(Object.entries(spec).filter(([field]) => !left.has(field))), schedule };
}

export function isExhausted({ schedule }: { readonly schedule?: string | undefined }): boolean {
	return schedule !== undefined && parseSchedule(schedule)?.repeat === 0;
}
