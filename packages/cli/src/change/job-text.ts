import { formatDocument } from "@chronos-job/core";
import {
	containerFields,
	defaultOf,
	fetchFields,
	type Job,
	jobFields,
	jobLayout,
	type JobSpec,
	specOf,
} from "@chronos-job/schemas";

/** A job as a person would write it: without counters, and without what a server takes anyway. */
export function shortSpecOf(job: Job): Partial<JobSpec> {
	const spec: Readonly<Record<string, unknown>> = specOf(job);
	const kept = jobFields.flatMap(({ name }) => {
		const value = name === "container" ? shortened(spec[name], containerFields) : spec[name];
		return value === undefined || isImplied(name, value) ? [] : [[name, shortList(name, value)] as const];
	});
	return Object.fromEntries(kept);
}

/** The text of its file, in the usual layout. */
export function jobText(job: Job): string {
	const text = `${JSON.stringify(shortSpecOf(job), undefined, 2)}\n`;
	return formatDocument(text, `${job.name}.json`, jobLayout).text ?? text;
}

function isImplied(name: (typeof jobFields)[number]["name"], value: unknown): boolean {
	// A name has no default, and a job without a command looks like a mistake.
	if (name === "name" || name === "command" || name === "schedule" || name === "parents") return false;
	return isSame(value, defaultOf(name));
}

function shortList(name: string, value: unknown): unknown {
	return name === "fetch" && Array.isArray(value) ? value.map((item) => shortened(item, fetchFields)) : value;
}

interface Defaulted {
	readonly name: string;
	readonly default: unknown;
}

function shortened(value: unknown, fields: readonly Defaulted[]): unknown {
	if (typeof value !== "object" || value === null) return value;
	const defaults = new Map(fields.map((field) => [field.name, field.default]));
	const kept = Object.entries(value).filter(([name, part]) => name === "type" || !isSame(part, defaults.get(name)));
	return Object.fromEntries(kept);
}

function isSame(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
