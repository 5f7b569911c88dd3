import { applyEdits, type Change, type JobDocument, parseDocument } from "@chronos-job/core";
import type { Job } from "@chronos-job/schemas";
import { shortSpecOf } from "./job-text.ts";
import { withField } from "./with-field.ts";

export interface Rewriting {
	readonly job: Job;
	/** What is to become different; everything when nobody knows. */
	readonly changes: readonly Change[] | undefined;
}

/** The document with one of its jobs as the server has it; what is the same stays as it is written. */
export function rewriteDocument(document: JobDocument, index: number, { job, changes }: Rewriting): JobDocument {
	const wanted = shortSpecOf(job);
	if (changes === undefined) return withField(document, { job: index, path: [], value: wanted });
	const values = new Map<string, unknown>(Object.entries(wanted));
	const fields = new Set(changes.map(({ path }) => String(path[0])));
	return [...fields].reduce((current, field) => {
		const value = values.get(field);
		if (value !== undefined) return withField(current, { job: index, path: [field], value });
		return withoutField(current, index, field);
	}, document);
}

function withoutField(document: JobDocument, index: number, field: string): JobDocument {
	const edits = document.editsFor(index, [field], { kind: "remove" });
	if (edits !== undefined) return parseDocument(applyEdits(document.text, edits).text, document.source);
	const values = document.values.map((value, at) => (at === index ? without(value, field) : value));
	return parseDocument(`${JSON.stringify(values.length === 1 ? values[0] : values, undefined, 2)}\n`, document.source);
}

function without(value: unknown, field: string): unknown {
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));
}
