import { showControls } from "@chronos-job/core";
import type { JobDurations, StatsResult } from "../commands/stats.ts";
import type { Screen } from "../host.ts";
import { type Column, columns } from "./columns.ts";
import { duration } from "./duration.ts";
import { hang } from "./hang.ts";
import { paint } from "./paint.ts";
import { plural } from "./plural.ts";

/** How long runs took, and what the numbers mean. */
export function durationTable(result: StatsResult, screen: Screen): string {
	const { jobs } = result;
	if (jobs.length === 0) return `${nothingText(result)}\n`;
	const laid: readonly Column[] = [
		{ heading: "job", cells: jobs.map(({ job }) => ({ text: showControls(job) })) },
		...measures.map(({ heading, of }) => ({ heading, isNumber: true, cells: jobs.map((job) => ({ text: of(job) })) })),
		...(result.isOne ? [{ heading: "runs", isNumber: true, cells: jobs.map((job) => ({ text: runsText(job) })) }] : []),
	];
	const notes = notesOf(result).flatMap((note) => hang("", note, screen));
	const { bold, dim } = paint(screen);
	return `${[...columns(laid, screen, bold), "", ...notes.map((note) => dim(note))].join("\n")}\n`;
}

const measures: readonly { readonly heading: string; readonly of: (job: JobDurations) => string }[] = [
	{ heading: "median", of: ({ medianMs }) => span(medianMs) },
	{ heading: "95%", of: ({ p95Ms }) => span(p95Ms) },
	{ heading: "99%", of: ({ p99Ms }) => span(p99Ms) },
];

// The server keeps a sample of that many (contract §1.4.11).
function runsText({ runs = 0 }: JobDurations): string {
	return runs >= 1028 ? "1028 of more" : `${runs}`;
}

function span(ms: number): string {
	return ms < 1000 ? `${Math.round(ms)}ms` : duration(ms);
}

function nothingText({ isOne, unmeasured }: StatsResult): string {
	if (isOne) return "no run of it has succeeded since the server's leader started";
	return unmeasured === 0 ? "there is no job" : "no run has succeeded since the server's leader started";
}

function notesOf({ hidden, unmeasured, isOne }: StatsResult): readonly string[] {
	return [
		`Successful runs since the leader of the server started, the time in the queue included.`,
		...(hidden > 0 ? [`${plural(hidden, "more job")} with -n.`] : []),
		...(isOne || unmeasured === 0 ? [] : [`Nothing was measured of ${plural(unmeasured, "job")}.`]),
	];
}
