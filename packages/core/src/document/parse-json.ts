import type { JobDocument } from "./job-document.ts";
import type { JobsText } from "./jobs-in.ts";
import { createJsonDocument } from "./json-document.ts";
import { JsonNodes } from "./json-nodes.ts";
import { createLineTable } from "./line-table.ts";
import { parseFlawless } from "./parse-flawless.ts";
import { repairJobs } from "./repair-jobs.ts";
import { largestText, tooLarge } from "./text-mistakes.ts";

/** Reads one job or a list of jobs, whatever state the text is in. */
export function parseJson(text: string, source: string): JobDocument {
	const flawless = parseFlawless(text, source);
	if (flawless !== undefined) return flawless;
	const lines = createLineTable(text);
	const jobs = text.length > largestText ? refuse(text) : repairJobs(text, lines);
	return createJsonDocument({ ...jobs, text, source, lines });
}

function refuse(text: string): JobsText {
	return {
		values: [],
		jobNodes: [],
		indexes: undefined,
		nodes: new JsonNodes(),
		mistakes: [tooLarge(text, largestText)],
	};
}
