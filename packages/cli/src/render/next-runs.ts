import { type Occurrence, showControls } from "@chronos-job/core";
import type { NextRuns } from "../commands/next.ts";
import type { Screen } from "../host.ts";
import { duration } from "./duration.ts";
import { hang } from "./hang.ts";
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
	if (jobs.length === 0) return "there is no job\n";
	return jobs
		.map((job) => [titleOf(job, screen), ...occurrenceLines(comingRuns(job), { now, zone, screen }), ""].join("\n"))
		.join("\n");
}

function titleOf({ name, when, parents, isDisabled }: NextRuns, screen: Screen): string {
	const { bold, yellow } = paint(screen);
	const what = when ?? `after ${parents.join(" and ")}`;
	return `${bold(showControls(name))}  ${showControls(what)}${isDisabled ? yellow("  (disabled: it will not run)") : ""}`;
}

/** What a disabled job would do is not coming. */
export function comingRuns({
	isDisabled,
	occurrences,
}: Pick<NextRuns, "isDisabled" | "occurrences">): readonly Occurrence[] {
	return isDisabled ? [] : occurrences;
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
	const rows = occurrences.map(({ at }): readonly [string, string, string] => [
		`  ${localTime(at, zone)}`,
		utcTime(at),
		at <= now ? "at once" : `in ${duration(at - now)}`,
	]);
	return fittingTable(rows, screen).flatMap((line, index) => {
		const drift = driftOf(occurrences[index]);
		return drift === undefined
			? [line]
			: hang(`${line}  `, drift, screen).map((part, at) =>
					at === 0 ? part.replace(drift, yellow(drift)) : yellow(part),
				);
	});
}

/** Where there is no room, the time of the reader is enough; how far away it is can be told from it. */
function fittingTable(
	rows: readonly (readonly [string, string, string])[],
	{ wraps, width }: Screen,
): readonly string[] {
	const shapes = [rows, rows.map(([local, , away]) => [local, away]), rows.map(([local]) => [local])].map((shape) =>
		table(shape),
	);
	const fits = (lines: readonly string[]): boolean => !wraps || lines.every((line) => line.length <= width);
	return shapes.find(fits) ?? shapes.at(-1) ?? [];
}

const reasons: Readonly<Record<NonNullable<Occurrence["because"]>, string>> = {
	"late-start": "its start has passed",
	"month-end": "the day moved at the end of a month and stays there",
	"dst-gap": "the hour moved in a daylight-saving gap and stays there",
	"zone-restart": "an empty start is read again in the zone",
	"exact-hours": "24 hours are not a day when clocks are turned",
	"fixed-offset": "without a zone the first offset stays for ever",
	"catch-up": "the launch came so late that runs in between are skipped",
	stuck: "the period does not lead forward, so it starts again and again",
};

function driftOf(occurrence: Occurrence | undefined): string | undefined {
	if (occurrence?.because === undefined) return undefined;
	const reason = reasons[occurrence.because];
	if (occurrence.because === "late-start" || occurrence.driftMs === 0) return reason;
	return `${duration(occurrence.driftMs)} ${occurrence.driftMs > 0 ? "late" : "early"}: ${reason}`;
}
