import { lineStartBefore } from "./json-characters.ts";

const WIDTH = 80;

/** How the surroundings of a place are written. */
export interface JsonStyle {
	readonly newline: string;
	/** The blanks before the first character of the line. */
	readonly indent: string;
	/** The blanks that one more level adds. */
	readonly unit: string;
	/** A value as it would be written here; undefined when JSON cannot say it. */
	readonly format: (value: unknown) => string | undefined;
}

export function jsonStyleAt(text: string, offset: number): JsonStyle {
	const newline = text.includes("\r\n") ? "\r\n" : "\n";
	const indent = blanksAt(text, lineStartBefore(text, offset));
	const unit = /(?:^|[\r\n])([ \t]+)\S/u.exec(text.slice(0, 10_000))?.[1] ?? "  ";
	const format = (value: unknown): string | undefined => {
		const line = formatOnLine(value);
		if (line === undefined || indent.length + line.length <= WIDTH || typeof value !== "object") return line;
		return JSON.stringify(value, undefined, unit.slice(0, 10)).replaceAll("\n", newline + indent);
	};
	return { newline, indent, unit, format };
}

function blanksAt(text: string, lineStart: number): string {
	let end = lineStart;
	while (/[ \t]/u.test(text.charAt(end))) end += 1;
	return text.slice(lineStart, end);
}

function formatOnLine(value: unknown): string | undefined {
	if (Array.isArray(value)) {
		const items = value.map((item) => formatOnLine(item));
		return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
	}
	if (typeof value === "number" && !Number.isFinite(value)) return undefined;
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	const fields = Object.entries(value).map(([key, item]) => [JSON.stringify(key), formatOnLine(item)]);
	if (fields.some(([, item]) => item === undefined)) return undefined;
	return fields.length === 0 ? "{}" : `{ ${fields.map((field) => field.join(": ")).join(", ")} }`;
}
