import type { JobSpec } from "@chronos-job/schemas";
import type { Edit, Finding, Fix } from "../document/finding.ts";
import type { JobDocument } from "../document/job-document.ts";
import type { SourceRange } from "../document/position.ts";
import { type JobText, readJob } from "./read-job.ts";
import type { Facts, Remark, Rule } from "./rule.ts";
import { rules as allRules } from "./rules/index.ts";
import { specOf } from "./spec-of.ts";

export interface ValidateOptions extends Facts {
	readonly rules?: readonly Rule[];
}

export interface Validation {
	/** The jobs without an error, in the order of the documents, ready to be sent. */
	readonly specs: readonly JobSpec[];
	/** Sorted by document, then by place. */
	readonly findings: readonly Finding[];
}

interface Origin {
	readonly document: JobDocument;
	readonly index: number;
	readonly value: object;
	readonly syntaxErrors: readonly Finding[];
}

interface Place {
	readonly origin: Origin;
	readonly origins: readonly Origin[];
}

/** Answers what Chronos would make of the documents' jobs, and which of them are fit to be sent. */
export function validate(documents: readonly JobDocument[], options: ValidateOptions): Validation {
	const origins = documents.flatMap(originsIn);
	const jobs = origins.map((origin) => readJob(origin.value, textOf(origin)));
	const findings = new Map(documents.map((document) => [document, [...document.findings]]));
	// What was saved from a text with mistakes may lack what stood behind them.
	const broken = new Set(origins.flatMap(({ syntaxErrors }, job) => (syntaxErrors.length > 0 ? job : [])));
	for (const rule of options.rules ?? allRules) {
		for (const remark of rule.check(jobs, options)) {
			const origin = origins[remark.job];
			if (origin === undefined) continue;
			if (isError(rule)) [remark.job, ...(remark.others ?? [])].forEach((job) => broken.add(job));
			findings.get(origin.document)?.push(findingOf(rule, remark, { origin, origins }));
		}
	}
	return {
		specs: jobs.filter((_, index) => !broken.has(index)).map(({ draft }) => specOf(draft)),
		findings: [...findings.values()].flatMap((found) => found.toSorted(byPlace)),
	};
}

/** What is not even an object has got its finding from the document. */
function originsIn(document: JobDocument): readonly Origin[] {
	const syntaxErrors = document.findings.filter(isError);
	return document.values.flatMap((value, index) =>
		typeof value === "object" && value !== null && !Array.isArray(value)
			? [{ document, index, value, syntaxErrors }]
			: [],
	);
}

function textOf({ document, index, syntaxErrors }: Origin): JobText {
	return {
		isWhole: syntaxErrors.length === 0,
		textOf(path) {
			const { start, end } = document.rangeOf(index, path);
			return document.text.slice(start.offset, end.offset);
		},
		isDoubtful(path) {
			const place = document.rangeOf(index, path);
			return syntaxErrors.some(({ range }) => isTouching(range, place));
		},
	};
}

function isTouching(one: SourceRange, other: SourceRange): boolean {
	return one.start.offset <= other.end.offset && other.start.offset <= one.end.offset;
}

function isError({ severity }: Pick<Finding, "severity">): boolean {
	return severity === "error";
}

function findingOf(rule: Rule, remark: Remark, { origin, origins }: Place): Finding {
	const { document, index } = origin;
	const fix = fixOf(remark, origin);
	return {
		code: rule.code,
		severity: rule.severity,
		message: `${remark.message}${formatPlace(remark.related, origins)}`,
		...(remark.hint !== undefined && { hint: remark.hint }),
		path: document.pathOf(index, remark.path),
		range: document.rangeOf(index, remark.path, remark.at),
		...(fix && { fix }),
	};
}

function formatPlace(related: Remark["related"], origins: readonly Origin[]): string {
	const origin = related && origins[related.job];
	if (related === undefined || origin === undefined) return "";
	const { source, start } = origin.document.rangeOf(origin.index, related.path);
	return `, in ${source}:${start.line}`;
}

function fixOf(remark: Remark, { document, index }: Origin): Fix | undefined {
	if (remark.fix === undefined) return undefined;
	const edits: Edit[] = [];
	for (const { path, change } of remark.fix.changes) {
		const made = document.editsFor(index, path, change);
		if (made === undefined) return undefined;
		edits.push(...made);
	}
	return { title: remark.fix.title, edits };
}

function byPlace(a: Finding, b: Finding): number {
	return a.range.start.offset - b.range.start.offset || a.range.end.offset - b.range.end.offset;
}
