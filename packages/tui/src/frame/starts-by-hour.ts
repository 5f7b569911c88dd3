import { type Occurrence, upcoming } from "@chronos-job/core";
import { parseSchedule } from "@chronos-job/schemas";
import type { JobRow } from "../state/job-row.ts";

const hourMs = 3_600_000;
const hours = 24;

/** How often a job starts in each of the coming 24 hours. */
export function startsByHour(row: JobRow, now: number): readonly number[] {
	const minute = Math.floor(now / 60_000);
	const known = counts.get(row);
	if (known?.minute === minute) return known.starts;
	const starts = countStarts(startsOf(row, now), now);
	counts.set(row, { minute, starts });
	return starts;
}

// Working it out takes longer than drawing it, and it is drawn again with every key.
const counts = new WeakMap<JobRow, { readonly minute: number; readonly starts: readonly number[] }>();

/** Enough for every third minute; what starts more often goes on like that. */
const mostStarts = 480;

function startsOf({ facts: { job } }: JobRow, now: number): readonly Occurrence[] {
	const schedule = job?.schedule === undefined || job.disabled ? undefined : parseSchedule(job.schedule);
	return schedule === undefined ? [] : upcoming(schedule, { now, limit: mostStarts, zone: job?.scheduleTimeZone });
}

function countStarts(starts: readonly Occurrence[], now: number): readonly number[] {
	const all = starts.map(({ at }) => Math.floor((at - now) / hourMs));
	const counted = Array.from({ length: hours }, (_, hour) => all.filter((each) => each === hour).length);
	const known = starts.length < mostStarts ? hours : (all.at(-1) ?? hours);
	const pace = counted[Math.max(0, known - 1)] ?? 0;
	return counted.map((count, hour) => (hour < known ? count : Math.max(count, pace)));
}
