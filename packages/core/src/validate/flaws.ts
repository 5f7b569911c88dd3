import { isJobFile, jobFileErrors, type JobSpec, type ShapeError } from "@chronos-job/schemas";
import type { Path } from "../document/position.ts";
import { readLosslessly } from "./lossless.ts";
import { valueAt } from "./value-at.ts";

/** A value of another type than the field has. */
export interface TypeFlaw {
	readonly path: Path;
	readonly problem: "type";
	readonly expected: string;
	readonly actual: unknown;
}

/** A place where a value departs from the shape of a job. */
export type Flaw =
	| TypeFlaw
	| ({ readonly path: Path } & (
			| { readonly problem: "missing"; readonly field: string }
			| { readonly problem: "unknown"; readonly field: string; readonly actual: unknown }
			/** The type is right, the value is not: a rule about that field says more. */
			| { readonly problem: "value"; readonly keyword: string; readonly actual: unknown }
	  ));

type Draft<T> = T extends string
	? string
	: T extends readonly (infer Item)[]
		? readonly (Draft<Item> | undefined)[]
		: T extends object
			? { readonly [Key in keyof T]?: Draft<T[Key]> }
			: T;

/** A job as far as it could be understood: anything may be missing, nothing has a wrong type. */
export type JobDraft = Draft<JobSpec>;

export interface Understanding {
	readonly draft: JobDraft;
	readonly flaws: readonly Flaw[];
}

/** Splits a value into what can be understood of it and what cannot. */
export function understand(value: object): Understanding {
	if (isJobFile(value)) return { draft: value, flaws: [] };
	const flaws = jobFileErrors(value).map((error) => flawOf(error, value));
	return { draft: draftOf(value, flaws), flaws };
}

function flawOf(error: ShapeError, value: object): Flaw {
	if (error.keyword === "required") {
		const field = String(error.params["missingProperty"]);
		return { path: [...error.path, field], problem: "missing", field };
	}
	if (error.keyword === "additionalProperties") {
		const field = String(error.params["additionalProperty"]);
		const path = [...error.path, field];
		return { path, problem: "unknown", field, actual: valueAt(value, path) };
	}
	const actual = valueAt(value, error.path);
	if (error.keyword === "type") {
		return { path: error.path, problem: "type", expected: String(error.params["type"]), actual };
	}
	return { path: error.path, problem: "value", keyword: error.keyword, actual };
}

function draftOf(value: object, flaws: readonly Flaw[]): JobDraft {
	let draft: unknown = value;
	for (const flaw of flaws) {
		if (flaw.problem === "type") draft = replaceAt(draft, flaw.path, readLosslessly(flaw));
		if (flaw.problem === "unknown") draft = replaceAt(draft, flaw.path, undefined);
	}
	// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what remains after taking the flawed fields out is a draft by construction
	return draft as JobDraft;
}

/** A copy with something else at a path; without the field for undefined. */
function replaceAt(value: unknown, [step, ...rest]: Path, replacement: unknown): unknown {
	if (step === undefined) return replacement;
	if (Array.isArray(value)) {
		return value.map((item: unknown, index) => (index === Number(step) ? replaceAt(item, rest, replacement) : item));
	}
	if (typeof value !== "object" || value === null) return value;
	const kept = replaceAt(valueAt(value, [step]), rest, replacement);
	return Object.fromEntries(
		Object.entries({ ...value, [step]: kept }).filter(([field]) => field !== step || kept !== undefined),
	);
}
