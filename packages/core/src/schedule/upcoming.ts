import type { Schedule } from "@chronos-job/schemas";
import { advanceCounting, type Step } from "./advance.ts";
import { secondMs } from "./calendar.ts";
import { type DriftCause, driftCauseOf } from "./drift-cause.ts";
import { intendedSlots, type Slots } from "./intended-slots.ts";
import { periodMs } from "./period.ts";
import { type ScheduleZones, startInstantOf } from "./start-instant.ts";
import { resolveZone } from "./zone.ts";

export interface UpcomingOptions extends ScheduleZones {
	/** Epoch milliseconds: a job that is due by then starts at once. */
	readonly now: number;
	readonly limit: number;
}

/** One start of a job by its schedule. */
export interface Occurrence {
	/** When the server starts it. */
	readonly at: number;
	/** The time of the author's reckoning that this start stands for. */
	readonly meant: number;
	/** `at` less `meant`. */
	readonly driftMs: number;
	readonly because?: DriftCause;
}

/**
 * The next starts as a Chronos server makes them: it launches when due and rewrites the schedule each time (contract §4.5).
 * Empty for a schedule that it cannot parse because of the zone; ends early where a launch would not move the schedule on.
 */
export function upcoming(schedule: Schedule, options: UpcomingOptions): readonly Occurrence[] {
	if (options.zone !== undefined && resolveZone(options.zone).kind === "newer") return [];
	const line: Line = { schedule, options, slotAt: intendedSlots(schedule, options) };
	const occurrences: Occurrence[] = [];
	let turn: Turn | undefined = { schedule, slot: 0, now: options.now, jump: undefined };
	while (turn !== undefined && turn.schedule.repeat !== 0 && occurrences.length < options.limit) {
		const { occurrence, next }: Launch = launch(turn, line);
		if (Math.abs(occurrence.at) > lastInstant) break;
		occurrences.push(occurrence);
		turn = next;
	}
	return occurrences;
}

/** The end of the calendar of JavaScript. */
const lastInstant = 8.64e15;

/** What stays the same from launch to launch. */
interface Line {
	/** As first read. */
	readonly schedule: Schedule;
	readonly options: ScheduleZones;
	readonly slotAt: Slots;
}

interface Turn {
	readonly schedule: Schedule;
	/** The intended slot that the schedule's start stands for. */
	readonly slot: number;
	readonly now: number;
	/** Why this is not the slot after the last one. */
	readonly jump: DriftCause | undefined;
}

interface Launch {
	readonly occurrence: Occurrence;
	readonly next: Turn | undefined;
}

function launch(turn: Turn, line: Line): Launch {
	const { slotAt, options } = line;
	const isNow = turn.schedule.start === undefined;
	const start = startInstantOf(turn.schedule, { ...options, now: turn.now });
	const at = Math.max(start, turn.now);
	const isLate = !isNow && at > start + 1;
	const slot = isLate ? latestSlot(turn.slot, at, line) : turn.slot;
	const now = Math.max(turn.now, start + 1);
	const step = advanceCounting(turn.schedule, { ...options, now });
	const isStuck = step.to <= start || periodMs(turn.schedule.period) < secondMs;
	const meant = isNow ? at : slotAt(slot);
	const because = driftCauseOf({ ...turn, ...line, at, meant, isLate, isStuck: isStuck && step.schedule.repeat !== 0 });
	return {
		occurrence: { at, meant, driftMs: at - meant, ...(because === undefined ? {} : { because }) },
		next: isStuck ? undefined : nextTurn({ ...turn, now }, { ...step, usual: slot + 1 }, options),
	};
}

function nextTurn({ slot, now }: Turn, step: Step & { readonly usual: number }, options: ScheduleZones): Turn {
	const shiftMs = startInstantOf(step.schedule, { ...options, now }) - step.to;
	// A start written in UTC is read again as a wall clock time of the job's zone (contract §4.3).
	const reread = shiftMs === 0 ? 0 : Math.trunc(shiftMs / periodMs(step.schedule.period));
	const next = { schedule: step.schedule, slot: slot + step.periods + reread, now };
	if (reread !== 0) return { ...next, jump: "zone-restart" };
	return { ...next, jump: slot + step.periods === step.usual ? undefined : "catch-up" };
}

/** The last slot that is over, from a first guess by the mean length of the period. */
function latestSlot(from: number, at: number, { slotAt, schedule }: Line): number {
	const lengthMs = periodMs(schedule.period);
	if (lengthMs < secondMs) return from;
	let slot = from + Math.floor((at - slotAt(from)) / lengthMs);
	for (let tries = 0; tries < 3 && slotAt(slot) > at; tries++) slot--;
	for (let tries = 0; tries < 3 && slotAt(slot + 1) <= at; tries++) slot++;
	return slot;
}
