import { ChronosError, type JobDocument, parseFlawless, type Params, sweepNames } from "@chronos-job/core";
import { fillPlaceholders } from "../change/fill-placeholders.ts";
import { withValueAt } from "../change/with-field.ts";
import { fieldsOf, textOf } from "../local/json-fields.ts";
import type { PlannedJob } from "./sweep-record.ts";

/** The parameters that a template has places for, and the names of the others. */
export interface FittedParams {
	readonly params: Params;
	readonly unused: readonly string[];
}

/** Leaves out what a template has no place for; stops at places without a value, and where two rows are the same. */
export function fitParams(template: unknown, params: Params): FittedParams {
	const { used, missing } = fillPlaceholders(template, valuesOf(params.names, params.names));
	if (missing.size > 0) throw missingValues([...missing], params);
	const kept = params.names.flatMap((name, index) => (used.has(name) ? [index] : []));
	const fitted = { names: pick(params.names, kept), rows: params.rows.map((row) => pick(row, kept)) };
	refuseTwins(fitted);
	return { params: fitted, unused: params.names.filter((name) => !used.has(name)) };
}

/** The jobs that a template and parameters make; called like the group when it has a name, unless the template's has placeholders. */
export function plannedJobs(template: unknown, params: Params, group?: string): readonly PlannedJob[] {
	const name = textOf(fieldsOf(template)["name"]);
	const names = sweepNames(group === undefined || name.includes("{{") ? name : group, params);
	return params.rows.map((values, index) => ({ name: names[index] ?? "", values }));
}

/** One job as if somebody had written it into a file; its source is its name. */
export function fillTemplate(template: unknown, params: readonly string[], job: PlannedJob): JobDocument {
	const { fillings } = fillPlaceholders(template, valuesOf(params, job.values));
	const filled = fillings.reduce((value, filling) => withValueAt(value, filling.path, filling.value), template);
	const text = JSON.stringify({ ...fieldsOf(filled), name: job.name }, undefined, 2);
	const document = parseFlawless(text, job.name);
	if (document === undefined) throw new Error(`what JSON.stringify wrote is not JSON: ${text}`);
	return document;
}

export function valuesOf(names: readonly string[], values: readonly string[]): ReadonlyMap<string, string> {
	return new Map(names.map((name, index) => [name, values[index] ?? ""]));
}

function pick(values: readonly string[], indexes: readonly number[]): readonly string[] {
	return indexes.map((index) => values[index] ?? "");
}

function missingValues(missing: readonly string[], { names }: Params): ChronosError {
	const places = missing.map((name) => `{{${name}}}`).join(", ");
	return new ChronosError("usage.invalid", `there are no values for ${places}, only for ${names.join(", ")}`, {
		hint: `Give \`--grid ${missing.map((name) => `${name}=…`).join(" ")}\`, or a column of that name.`,
	});
}

function refuseTwins({ names, rows }: Params): void {
	const seen = new Map<string, number>();
	for (const [index, row] of rows.entries()) {
		const key = JSON.stringify(row);
		const first = seen.get(key);
		if (first !== undefined) throw twins(names, row, [first + 1, index + 1]);
		seen.set(key, index);
	}
}

function twins(names: readonly string[], row: readonly string[], jobs: readonly [number, number]): ChronosError {
	const values = names.map((name, index) => `${name}=${row[index]}`).join(" ");
	const what = names.length === 0 ? "the template has no placeholder" : `both have ${values}`;
	return new ChronosError("usage.invalid", `jobs ${jobs[0]} and ${jobs[1]} are the same: ${what}`, {
		hint: "Write {{name}} into the template wherever a value belongs, and every combination once.",
	});
}
