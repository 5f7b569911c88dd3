import type { Path } from "@chronos-job/core";
import { jobFields } from "@chronos-job/schemas";

/** What a text from a command line means as the value of a field: JSON where the field is no text, and where it is JSON. */
export function fieldValue(path: Path, text: string): unknown {
	const value = parseJson(text);
	if (value === undefined) return text;
	return isText(path) && typeof value !== "string" ? text : value;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const texts: ReadonlySet<string> = new Set(jobFields.flatMap(({ name, kind }) => (kind === "text" ? [name] : [])));

function isText(path: Path): boolean {
	return path.length === 1 && texts.has(String(path[0]));
}
