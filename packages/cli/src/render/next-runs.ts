import { type Occurrence, showControls } from "@chronos-job/core";
import type { NextRuns } from "../commands/next.ts";
import type { Screen } from "../host.ts";
import { duration } from "./duration.ts";
import { paint } from "./paint.ts";
import { table } from "./table.ts";
import { localTime, utcTime } from "./time.ts";

export interface NextRunsResult {
	readonly now: number;
	readonly zone: string | undefined;
	readonly jobs: readonly NextRuns[];
}

/** Each job with its coming runs: local time, UTC, how far away, and where the server strays from what was meant. */
export function nextRuns({ jobs, now, zone }: NextRunsResult, screen: Screen): string {
	return jobs
		.map((job) => [titleOf(job, screen), ...occurrenceLines(job.occurrences, { now, zone, screen }), ""].join("\n"))
		.join("\n");
}

function titleOf({ name, when, parents, isDisabled }: NextRuns, screen: Screen): string {
	const { bold, yellow } = paint(screen);
	const what = when ?? `after ${parents.join(" and ")}`;
	return `${bold(showControls(name))}  ${showControls(what)}${isDisabled ? yellow("  (disabled: it will not run)") : ""}`;
}

export interface OccurrenceOptions {
	readonly now: number;
	readonly zone: string | undefined;
	readonly screen: Screen;
}

export function occurrenceLines(
	occurrences: readonly Occurrence[],
	{ now, zone, screen }: OccurrenceOptions,
): readonly string[] {
	const { yellow } = paint(screen);
	const rows = occurrences.map(({ at }) => [
		`  ${localTime(at, zone)}`,
		utcTime(at),
		at <= now ? "at once" : `in ${duration(at - now)}`,
	]);
	return table(rows).map((line, index) => {
		const drift = driftOf(occurrences[index]);
		return drift === undefined ? line : `${line}  ${yellow(drift)}`;
	});
}

const reasons: Readonly<Record<NonNullable<Occurrence["because"]>, string>> = {
	"late-start": "its start has passed",
	"month-end": "the day moved at the end of a month and stays there",
	"dst-gap": "the hour moved in a daylight-saving gap and stays there",
	"zone-restart": "an empty start is read again in the zone",
	"exact-hours": "24 hours are not a day when clocks are turned",
	"fixed-offset": "without a zone the first offset stays for ever",
	"catch-up": "a late launch stepped to another slot",
	stuck: "the period does not lead forward, so it starts again and again",
};

function driftOf(occurrence: Occurrence | undefined): string | undefined {
	if (occurrence === undefined || occurrence.driftMs === 0 || occurrence.because === undefined) return undefined;
	const direction = occurrence.driftMs > 0 ? "late" : "early";
	const reason = reasons[occurrence.because];
	return occurrence.because === "late-start" ? reason : `${duration(occurrence.driftMs)} ${direction}: ${reason}`;
}
