import type { JobDocument } from "./job-document.ts";
import { findingOf } from "./finding-of.ts";
import { createLineTable } from "./line-table.ts";
import type { LineTable, SourceRange } from "./position.ts";
import { tooLarge } from "./text-mistakes.ts";
import { editsForYaml } from "./yaml-edits.ts";
import { readYamlJobs, type YamlJobs } from "./yaml-jobs.ts";
import { findYamlPlace, spanOfPlace } from "./yaml-places.ts";

/** YAML takes eight times as long to read as JSON, at the least. */
const LARGEST = 8 * 1024 * 1024;

/** Reads one job, a list of jobs, or several documents with jobs. */
export function parseYaml(text: string, source: string): JobDocument {
	const lines = createLineTable(text);
	const jobs = text.length > LARGEST ? refuse(text) : readYamlJobs(text, lines);
	const range = rangeIn(source, lines);
	const { values, indexes, jobNodes, targets } = jobs;
	return {
		source,
		text,
		syntax: "yaml",
		values,
		findings: jobs.mistakes.map((mistake) => findingOf(mistake, range(mistake.start, mistake.end))),
		pathOf: (job, path) => (indexes === undefined ? path : [indexes[job] ?? job, ...path]),
		rangeOf(job, path, part = "value") {
			if (jobNodes[job] === undefined) return range(0, 0);
			const place = findYamlPlace({ text, targets }, jobNodes[job], path);
			const { start, end } = spanOfPlace({ text, targets }, place, part);
			return range(start, end);
		},
		editsFor(job, path, change) {
			const root = jobNodes[job];
			return root === undefined ? undefined : editsForYaml(text, findYamlPlace({ text, targets }, root, path), change);
		},
	};
}

function rangeIn(source: string, lines: LineTable): (start: number, end: number) => SourceRange {
	return (start, end) => ({ source, start: lines.positionAt(start), end: lines.positionAt(end) });
}

function refuse(text: string): YamlJobs {
	const mistakes = [tooLarge(text, LARGEST)];
	return { values: [], jobNodes: [], indexes: undefined, targets: new Map(), mistakes };
}
