import { formatDocument } from "@chronos-job/core";
import { jobLayout } from "@chronos-job/schemas";
import type { TemplateField } from "./template.ts";

/** A job file in the syntax that the file's name asks for, in the usual layout; plain JSON has no comments. */
export function writeTemplate(fields: readonly TemplateField[], file: string): string {
	const text = /\.ya?ml$/.test(file) ? yaml(fields) : json(fields, !file.endsWith(".json"));
	return formatDocument(text, file, jobLayout).text ?? text;
}

function json(fields: readonly TemplateField[], hasComments: boolean): string {
	const parts = fields.map(({ key, value, comment }) => {
		const field = `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
		return hasComments ? `// ${comment}\n${field}` : field;
	});
	return `{\n${parts.join(",\n")}\n}\n`;
}

function yaml(fields: readonly TemplateField[]): string {
	return fields.map(({ key, value, comment }) => `# ${comment}\n${key}:${block(value, "\n  ")}\n`).join("");
}

// JSON scalars are YAML scalars, and strings in quotes are never taken for dates or numbers.
function block(value: unknown, line: string): string {
	if (typeof value !== "object" || value === null) return ` ${JSON.stringify(value)}`;
	if (Array.isArray(value))
		return value.map((item) => `${line}-${block(item, `${line}  `).replace(/^\s+/, " ")}`).join("");
	return Object.entries(value)
		.map(([key, item]) => `${line}${key}:${block(item, `${line}  `)}`)
		.join("");
}
