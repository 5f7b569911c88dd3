import { isRecord } from "./coercion.ts";
import { javaDouble } from "./java-double.ts";
import type { Counters, Job } from "./job.ts";
import { jobFields } from "./job-fields.ts";
import { jobLayout, type Layout } from "./job-layout.ts";
import type { JobSpec } from "./job-spec.ts";

/** The text of a job as Chronos writes it: one line, in its order of keys, with its way to print numbers (contract §2.3). */
export function formatJob(job: Job): string {
	return writeJob(job);
}

/** The text of a job as we send it: like `formatJob`, but only what was said, since null is a word to Chronos (contract §2.1). */
export function formatSpec(spec: JobSpec & Partial<Counters>): string {
	return writeJob(spec);
}

type Write = (value: unknown) => string | undefined;

const double: Write = (value) => (typeof value === "number" ? javaDouble(value) : formatText(value));
const upperCase: Write = (value) => formatText(String(value).toUpperCase());

const writes: Readonly<Record<string, Write>> = {
	cpus: double,
	disk: double,
	mem: double,
	type: upperCase,
	mode: upperCase,
	// Ports go in as numbers and come back as text (contract §2.4).
	hostPort: (value) => formatText(String(value)),
	containerPort: (value) => formatText(String(value)),
	output_file: (value) => (value === "" ? undefined : formatText(value)),
};

const writeJob = objectWriter({ ...jobLayout, order: jobFields.map(({ name }) => name) });

/** A field with all that does not depend on the job: a list may hold ten thousand of them. */
interface Field {
	readonly name: string;
	readonly key: string;
	/** The texts of the values that are met most. */
	readonly empty: string;
	readonly yes: string;
	readonly no: string;
	readonly write: Write | undefined;
}

function objectWriter({ order, inside }: Layout): (value: Readonly<Record<string, unknown>>) => string {
	const fields = order.map((name) => fieldOf(name, inside[name]));
	return (value) => {
		let text = "{";
		for (const field of fields) {
			const found = value[field.name];
			if (found === undefined || found === null) continue;
			const written = fieldText(field, found);
			text += text.length === 1 ? written.slice(1) : written;
		}
		return `${text}}`;
	};
}

function fieldOf(name: string, layout: Layout | undefined): Field {
	const key = `,"${name}":`;
	const write = layout === undefined ? writes[name] : partWriter(layout);
	return { name, key, empty: `${key}""`, yes: `${key}true`, no: `${key}false`, write };
}

/** With the comma before it; empty when the field is left out. */
function fieldText({ key, empty, yes, no, write }: Field, value: unknown): string {
	if (write !== undefined) {
		const text = write(value);
		return text === undefined ? "" : key + text;
	}
	if (value === "") return empty;
	if (typeof value === "boolean") return value ? yes : no;
	return key + formatText(value);
}

function partWriter(layout: Layout): Write {
	const write = objectWriter(layout);
	return (value) => {
		if (!Array.isArray(value)) return isRecord(value) ? write(value) : undefined;
		let text = "[";
		for (const item of value) if (isRecord(item)) text += text.length === 1 ? write(item) : `,${write(item)}`;
		return `${text}]`;
	};
}

/** JSON as Jackson prints it: control characters with capital hexadecimal digits. */
function formatText(value: unknown): string {
	if (typeof value === "string" && !special.test(value)) return `"${value}"`;
	if (Number.isInteger(value)) return `${Number(value)}`;
	if (Array.isArray(value) && value.length === 0) return "[]";
	const text = JSON.stringify(value);
	if (!text.includes("\\u00")) return text;
	return text.replaceAll(
		/\\(u00[01][\da-f]|.)/g,
		(_, escape: string) => `\\${escape.length > 1 ? `u${escape.slice(1).toUpperCase()}` : escape}`,
	);
}

// All but quotes, backslashes, control characters and halves of characters, which JSON does not write as they stand.
const special = /[^ !#-[\]-\uD7FF\uE000-\uFFFF]/;
