import type { Flaw } from "./flaws.ts";
import { findForeignField } from "./foreign-fields.ts";
import type { UnknownFlaw } from "./meant-field.ts";
import type { ReadJob } from "./rule.ts";

/** How several jobs are put into one object. */
export type Wrapping =
	| { readonly kind: "list" | "job"; readonly field: string }
	| { readonly kind: "map"; readonly names: readonly string[] };

/** Whether an object is no job but holds some, so that the rules about fields are silent. */
export function findWrapping({ flaws, value }: Pick<ReadJob, "flaws" | "value">): Wrapping | undefined {
	const fields = isNameless(flaws) ? unknownFields(flaws) : [];
	const [first] = fields;
	// Beside a field that somebody knows it is a job after all.
	if (first === undefined || fields.length < sizeOf(value)) return undefined;
	const { field, actual } = first;
	if (fields.length > 1 || !isListOfJobs(actual)) return mapOf(fields);
	return { kind: "list", field };
}

function isNameless(flaws: readonly Flaw[]): boolean {
	return flaws.some(({ problem, path }) => problem === "missing" && path[0] === "name");
}

function unknownFields(flaws: readonly Flaw[]): readonly UnknownFlaw[] {
	return flaws
		.filter((flaw) => flaw.problem === "unknown")
		.filter(({ path }) => path.length === 1 && findForeignField(path) === undefined);
}

function sizeOf(value: unknown): number {
	return Object.keys(Object(value)).filter((field) => field !== "$schema").length;
}

function mapOf(fields: readonly UnknownFlaw[]): Wrapping | undefined {
	if (!fields.every(({ actual }) => isLikeJob(actual))) return undefined;
	const [only] = fields;
	const isOne = fields.length === 1 && Object.hasOwn(Object(only?.actual), "name");
	if (only !== undefined && isOne) return { kind: "job", field: only.field };
	return { kind: "map", names: fields.map(({ field }) => field) };
}

function isListOfJobs(value: unknown): boolean {
	return Array.isArray(value) && value.length > 0 && value.every(isLikeJob);
}

function isLikeJob(value: unknown): boolean {
	if (typeof value !== "object" || value === null) return false;
	return ["name", "command", "schedule", "parents"].some((field) => Object.hasOwn(value, field));
}
