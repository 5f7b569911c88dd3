import type { JobFile } from "./job-spec.ts";
import * as shapes from "./validators.gen.ts";

/** One departure of a value from a shape, told the way Ajv tells it. */
export interface ShapeError {
	/** Where; for a missing or unknown field the object that should or does have it. */
	readonly path: readonly (string | number)[];
	readonly keyword:
		| "type"
		| "required"
		| "additionalProperties"
		| "enum"
		| "pattern"
		| "minimum"
		| "maximum"
		| "minItems"
		| "maxItems"
		| "additionalItems"
		| "not";
	/** What was expected: `type`, `missingProperty`, `additionalProperty`, `allowedValues`, `pattern`, `limit`. */
	readonly params: Readonly<Record<string, unknown>>;
}

/** Whether a value is a job as it stands in a file. */
export function isJobFile(value: unknown): value is JobFile {
	// A validator that stops at the first flaw would be more code to load and no faster for a job without flaw.
	return shapes.findJobFileErrors(value).length === 0;
}

/** Every flaw of a job as it stands in a file, in the order of the fields. */
export function jobFileErrors(value: unknown): readonly ShapeError[] {
	return shapes.findJobFileErrors(value);
}
