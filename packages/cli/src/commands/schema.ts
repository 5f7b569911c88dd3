import { ChronosError, closest } from "@chronos-job/core";
import { choice, word } from "../command/args.ts";
import { defineCommand } from "../command/define-command.ts";
import { fieldManual } from "../render/field-manual.ts";
import { findField, type SchemaNode } from "../schema/find-field.ts";

export const schema = defineCommand({
	name: "schema [field]",
	theme: "files",
	about: "Print the JSON Schema of a job file, or the manual of one field",
	examples: [
		{ line: "chronos-job schema --draft draft-07", about: "The schema, for an editor that knows only draft-07" },
		{ line: "chronos-job schema container.network", about: "What one field means" },
	],
	args: {
		field: word("A field, with dots: container.network"),
		draft: choice("Which JSON Schema draft", { choices: ["2020-12", "draft-07"], byDefault: "2020-12" }),
	},

	async run(args) {
		const root = await loadSchema(args.draft);
		if (args.field === undefined) return { schema: root };
		const found = findField(root, args.field);
		if (found.node !== undefined) return { field: args.field, schema: found.node };
		const near = closest(found.unknown, found.known);
		throw new ChronosError("usage.invalid", `a job has no field "${args.field}"`, {
			hint: near === undefined ? `There are ${found.known.join(", ")}.` : `Did you mean "${near}"?`,
		});
	},

	views: {
		result: (result, screen) =>
			result.field === undefined
				? `${JSON.stringify(result.schema, undefined, 2)}\n`
				: fieldManual(result.field, result.schema, screen),
		json: ({ schema }) => schema,
		summary: ({ field, schema }) => ({ ...(field !== undefined && { field }), schema }),
	},
});

async function loadSchema(draft: "2020-12" | "draft-07"): Promise<SchemaNode> {
	const loaded =
		draft === "2020-12"
			? await import("@chronos-job/schemas/job.schema.json", { with: { type: "json" } })
			: await import("@chronos-job/schemas/job.schema.draft-07.json", { with: { type: "json" } });
	return loaded.default;
}
