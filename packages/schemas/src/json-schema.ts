import { z } from "zod";
import { JobFile } from "./job-spec.ts";

export type Draft = "2020-12" | "draft-07";
/** A JSON Schema as data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const published = "https://unpkg.com/@chronos-job/schemas";
const addresses: Readonly<Record<Draft, string>> = {
	"2020-12": `${published}/job.schema.json`,
	"draft-07": `${published}/job.schema.draft-07.json`,
};

// Fields stay where they are used, so that editors and our own manual find them without following references.
const parts: JsonSchema = {
	Job: { $ref: "#" },
	Jobs: { type: "array", items: { $ref: "#" } },
	Container: { $ref: "#/properties/container" },
	Volume: { $ref: "#/properties/container/properties/volumes/items" },
	Fetch: { $ref: "#/properties/fetch/items" },
	EnvironmentVariable: { $ref: "#/properties/environmentVariables/items" },
	Constraint: { $ref: "#/properties/constraints/items" },
};

/** The schema of one job in a file, as published for editors. */
export function jobSchema(draft: Draft): JsonSchema {
	const { $schema, title, description, type, ...others } = z.toJSONSchema(JobFile, {
		io: "input",
		target: draft === "draft-07" ? "draft-07" : "draft-2020-12",
		override: ({ jsonSchema }) => {
			// A number of JSON has no such bounds: they are those of JavaScript.
			if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
			if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
		},
	});
	const definitions = draft === "draft-07" ? "definitions" : "$defs";
	return { $schema, $id: addresses[draft], title, description, type, ...others, [definitions]: parts };
}
