import { isRecord } from "./coercion.ts";
import { javaDouble } from "./java-double.ts";
import type { Counters, Job } from "./job.ts";
import { jobFields } from "./job-fields.ts";
import { jobLayout, type Layout } from "./job-layout.ts";
import type { JobSpec } from "./job-spec.ts";

const wireLayout: Layout = { ...jobLayout, order: jobFields.map(({ name }) => name) };

/** The text of a job as Chronos writes it: one line, in its order of keys, with its way to print numbers (contract §2.3). */
export function formatJob(job: Job): string {
	return formatObject(job, wireLayout);
}

/** The text of a job as we send it: like `formatJob`, but only what was said, since null is a word to Chronos (contract §2.1). */
export function formatSpec(spec: JobSpec & Partial<Counters>): string {
	return formatObject(spec, wireLayout);
}

type Format = (value: unknown) => string | undefined;

const double: Format = (value) => (typeof value === "number" ? javaDouble(value) : formatText(value));
const upperCase: Format = (value) => formatText(String(value).toUpperCase());

const formats: Readonly<Record<string, Format>> = {
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

function formatObject(value: Readonly<Record<string, unknown>>, { order, inside }: Layout): string {
	const fields = order.flatMap((name) => {
		const text = formatField(name, value[name], inside[name]);
		return text === undefined ? [] : [`"${name}":${text}`];
	});
	return `{${fields.join(",")}}`;
}

function formatField(name: string, value: unknown, layout: Layout | undefined): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (layout === undefined) return (formats[name] ?? formatText)(value);
	if (!Array.isArray(value)) return isRecord(value) ? formatObject(value, layout) : undefined;
	return `[${value
		.filter(isRecord)
		.map((item) => formatObject(item, layout))
		.join(",")}]`;
}

/** JSON as Jackson prints it: control characters with capital hexadecimal digits. */
function formatText(value: unknown): string {
	const text = JSON.stringify(value);
	if (!text.includes("\\u00")) return text;
	return text.replaceAll(
		/\\(u00[01][\da-f]|.)/g,
		(_, escape: string) => `\\${escape.length > 1 ? `u${escape.slice(1).toUpperCase()}` : escape}`,
	);
}
