import { instantOf } from "../../schedule/start-instant.ts";
import { eachJob, type Facts, type ReadJob, type Rule } from "../rule.ts";

/** The first start that Chronos accepts. */
const earliest = 1000;
/** Its seconds are counted in 32 bits, its waiting time in nanoseconds in 64 (contract §4.11). */
const longestPastMs = 2 ** 31 * 1000;
const longestWaitMs = 2 ** 63 / 1_000_000;

export const scheduleOutOfRange: Rule = {
	code: "schedule.out-of-range",
	severity: "error",
	about: "The schedule starts too early or too late for Chronos to count.",
	check: eachJob(function* (job, { now }) {
		const year = job.schedule?.start?.year;
		// Nothing within these years can be out of range, and zones are slow to ask for.
		if (year === undefined || (year > 1970 && year > yearOf(now) - 68 && year < yearOf(now) + 292)) return;
		const message = problemOf(job, { now });
		if (message !== undefined) yield { path: ["schedule"], message, hint: adviceOn(year) };
	}),
};

function problemOf({ schedule, draft }: ReadJob, { now }: Facts): string | undefined {
	if (schedule?.start === undefined) return undefined;
	const startAt = instantOf(schedule.start, { zone: draft.scheduleTimeZone });
	if (startAt < earliest) return "the schedule starts before 1970-01-01T00:00:01Z, which Chronos refuses";
	if (now - startAt >= longestPastMs)
		return "the schedule starts more than 68 years ago, further than Chronos can count in seconds";
	if (startAt - now < longestWaitMs) return undefined;
	return `the schedule starts in the year ${schedule.start.year}, and Chronos cannot wait for more than 292 years: it never sleeps again`;
}

function adviceOn(year: number): string {
	if (year <= 2000) return "Move the start to the first run that you want.";
	return 'Write a start like "2100-01-01T00:00:00Z" for a job that is only started by hand.';
}

function yearOf(now: number): number {
	return new Date(now).getUTCFullYear();
}
