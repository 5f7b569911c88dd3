import { type Job, parseSchedule } from "@chronos-job/schemas";
import { addPeriod } from "../schedule/period.ts";
import { instantOf, zoneOfStart } from "../schedule/start-instant.ts";
import { lastEndOf } from "./hypothesis.ts";

/** The time after which a run was launched that has not ended yet, as far as the schedule and the counters tell. */
export function unendedSince(job: Job, now: number): number | undefined {
	const launched = launchedAfter(job);
	if (launched === undefined || launched > now) return undefined;
	const ended = lastEndOf(job);
	return ended === undefined || ended < launched ? launched : undefined;
}

// Every launch moves the start on to the first one to come (contract §4.5).
function launchedAfter({ schedule: text = "", scheduleTimeZone: zone }: Job): number | undefined {
	const schedule = isRewritten(text) ? parseSchedule(text) : undefined;
	if (schedule?.start === undefined) return undefined;
	const start = instantOf(schedule.start, { zone });
	return addPeriod(start, schedule.period, { zone: zoneOfStart(schedule.start, { zone }), times: -1 });
}

// Written by a server: people rarely write milliseconds (contract §7).
function isRewritten(schedule: string): boolean {
	return /T\d\d:\d\d:\d\d\.\d{3}/.test(schedule);
}
