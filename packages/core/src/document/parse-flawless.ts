import { readFlawlessJson } from "./flawless-json.ts";
import type { JobDocument } from "./job-document.ts";
import { jobsIn } from "./jobs-in.ts";
import { createJsonDocument } from "./json-document.ts";
import { createLineTable } from "./line-table.ts";
import { Mistakes } from "./mistakes.ts";
import { largestText } from "./text-mistakes.ts";

/** Reads a text that is strict JSON, fast and without loading the parser that repairs; undefined for any other. */
export function parseFlawless(text: string, source: string): JobDocument | undefined {
	const flawless = text.length > largestText ? undefined : readFlawlessJson(text);
	if (flawless === undefined) return undefined;
	const mistakes = new Mistakes();
	const jobs = jobsIn([{ node: 0, value: flawless.value }], flawless.nodes, mistakes);
	const lines = createLineTable(text);
	return createJsonDocument({ ...jobs, nodes: flawless.nodes, mistakes: mistakes.sorted(), text, source, lines });
}
