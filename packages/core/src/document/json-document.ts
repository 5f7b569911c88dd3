import { findingOf } from "./finding-of.ts";
import type { JobDocument } from "./job-document.ts";
import { editsForJson } from "./json-edits.ts";
import { findPlace, spanOf } from "./json-places.ts";
import type { LineTable, SourceRange } from "./position.ts";
import type { JobsText } from "./jobs-in.ts";

export interface JsonDocumentParts extends JobsText {
	readonly text: string;
	readonly source: string;
	readonly lines: LineTable;
}

/** Answers where things are written, and looks only when it is asked. */
export function createJsonDocument(parts: JsonDocumentParts): JobDocument {
	const { text, source, values, indexes, jobNodes } = parts;
	const range = (start: number, end: number): SourceRange => ({
		source,
		start: parts.lines.positionAt(start),
		end: parts.lines.positionAt(end),
	});
	return {
		source,
		text,
		syntax: "json",
		values,
		findings: parts.mistakes.map((mistake) => findingOf(mistake, range(mistake.start, mistake.end))),
		pathOf: (job, path) => (indexes === undefined ? path : [indexes[job] ?? job, ...path]),
		rangeOf(job, path, part = "value") {
			const root = jobNodes[job];
			if (root === undefined) return range(0, 0);
			const { start, end } = spanOf(parts, findPlace(parts, root, path), part);
			return range(start, end);
		},
		editsFor(job, path, change) {
			const root = jobNodes[job];
			return root === undefined ? undefined : editsForJson(parts, findPlace(parts, root, path), change);
		},
	};
}
