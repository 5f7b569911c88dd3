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

function span(ms: number): string {
	return ms < 1000 ? `${Math.round(ms)}ms` : duration(ms);
}

function nothingText({ isOne, unmeasured }: StatsResult): string {
	if (isOne) return "no run of it has succeeded since the server's leader started";
	return unmeasured === 0 ? "there is no job" : "no run has succeeded since the server's leader started";
}

function notesOf({ jobs, hidden, unmeasured, isOne }: StatsResult): readonly string[] {
	const [first] = jobs;
	// The server keeps a sample of that many (contract §1.4.11).
	const runs =
		first?.runs === undefined ? "" : `, ${first.runs >= 1028 ? "a sample of 1028" : plural(first.runs, "run")}`;
	return [
		`Successful runs since the leader of the server started, the time in the queue included${isOne ? runs : ""}.`,
		...(hidden > 0 ? [`${plural(hidden, "more job")} with -n.`] : []),
		...(isOne || unmeasured === 0 ? [] : [`Nothing was measured of ${plural(unmeasured, "job")}.`]),
	];
}
