import { commandLine } from "../command-line.ts";
import { type Job, parseSchedule, type Schedule } from "@chronos-job/schemas";
import { nextStart } from "../schedule/advance.ts";
import { describeSchedule } from "../schedule/describe-schedule.ts";
import { type Hypothesis, type IdleFacts, type IdleRule, iso, lastEndOf } from "./hypothesis.ts";
import { unendedSince } from "./launched-run.ts";

/** What the clock has to do with it. */
export const scheduleRules: readonly IdleRule[] = [notDue, asleep, noResult];

function notDue(facts: IdleFacts): readonly Hypothesis[] {
	const timed = timedOf(facts);
	if (timed === undefined || timed.start < facts.now) return [];
	return [
		{
			code: "not-due",
			certainty: "sure",
			sentence: `it is not due before ${iso(timed.start)}`,
			evidence: [`it runs ${describeSchedule(timed.schedule, facts.job.scheduleTimeZone)}`],
			fix: `Run \`${commandLine("run", facts.job.name)}\` to start it now.`,
		},
	];
}

/** A loop that is awake queues what is due at once. */
const wakefulMs = 5000;

// An update does not wake the loop, which sleeps until the next start it knows of (contract §5.1).
function asleep(facts: IdleFacts): readonly Hypothesis[] {
	const timed = timedOf(facts);
	if (timed === undefined || timed.start >= facts.now - wakefulMs || facts.summary?.state !== "idle") return [];
	const wakesAt = earliestStart(facts);
	const isLong = wakesAt !== undefined && wakesAt > facts.now + 60_000;
	return [
		{
			code: "server-asleep",
			certainty: "likely",
			sentence: `it is due since ${iso(timed.start)}, and the server has not looked yet`,
			evidence: [
				"a changed job does not wake the server, which sleeps until the next start that it knows of",
				isLong ? `that is at ${iso(wakesAt)}` : "that is never more than a minute away here",
			],
			fix: isLong ? "Submit a new job under another name: that wakes the server." : "Wait a minute.",
		},
	];
}

/** The next start of any other job, up to which the loop may sleep. */
function earliestStart({ job, jobs, now }: IdleFacts): number | undefined {
	const starts = jobs
		.filter(({ name, disabled }) => name !== job.name && !disabled)
		.map((other) => startOf(other, now)?.start)
		.filter((start) => start !== undefined && start >= now);
	return starts.reduce((least, start) => (least === undefined || (start ?? least) < least ? start : least), undefined);
}

function noResult({ job, summary, now }: IdleFacts): readonly Hypothesis[] {
	const since = unendedSince(job, now);
	if (since === undefined || job.disabled || summary?.state !== "idle") return [];
	const ended = lastEndOf(job);
	return [
		{
			code: "no-result",
			// With no run to come, this is all that can be told.
			certainty: parseSchedule(job.schedule ?? "")?.repeat === 0 ? "likely" : "possible",
			sentence: `a run was launched after ${iso(since)} and has no result: it was killed, lost, or waits for a retry`,
			evidence: [
				ended === undefined ? "no run has ended yet" : `the last end of a run is of ${iso(ended)}`,
				...(job.retries > 0 ? [`a retry comes a minute after a failure, ${job.retries} at most`] : []),
			],
		},
	];
}

interface Timed {
	readonly schedule: Schedule;
	readonly start: number;
}

/** Of an enabled job with repetitions left that is not on its way already. */
function timedOf({ job, summary, now }: IdleFacts): Timed | undefined {
	if (job.disabled || (summary !== undefined && summary.state !== "idle")) return undefined;
	return startOf(job, now);
}

function startOf({ schedule: text, scheduleTimeZone: zone }: Job, now: number): Timed | undefined {
	const schedule = text === undefined ? undefined : parseSchedule(text);
	const start = schedule && nextStart(schedule, { now, zone });
	return schedule === undefined || start === undefined ? undefined : { schedule, start };
}
