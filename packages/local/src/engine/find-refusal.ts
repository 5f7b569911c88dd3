import { periodMs, resolveZone } from "@chronos-job/core";
import type { Job, Schedule } from "@chronos-job/schemas";
import type { Refusal } from "./effect.ts";
import { hasLineBreak } from "./enqueue.ts";
import { scheduleIn } from "./schedule-in.ts";
import { childrenOf, type EngineState, findJob } from "./state.ts";

/** Why a definition cannot be taken. */
export function findRefusal(state: EngineState, job: Job): Refusal | undefined {
	const { deviations } = state.settings;
	if (deviations.refusesLineBreaks && job.arguments.some(hasLineBreak)) {
		return { code: "arguments.line-break", job: job.name };
	}
	if (job.parents !== undefined) return findParentRefusal(state, job.name, job.parents);
	return findScheduleRefusal(state, job);
}

/** The parents that nobody knows. */
export function missingParents(state: EngineState, { parents }: Job): readonly string[] {
	if (parents === undefined) return [];
	return [...new Set(parents)].filter((parent) => findJob(state, parent) === undefined);
}

function findScheduleRefusal({ settings }: EngineState, job: Job): Refusal | undefined {
	const { name, schedule: text = "", scheduleTimeZone: zone = "" } = job;
	const { deviations } = settings;
	const schedule = scheduleIn(job);
	const zoneKind = noZones.has(zone) ? "zone" : resolveZone(zone).kind;
	// A zone that is younger than the server's data makes the whole schedule unreadable (contract §4.3).
	if (schedule === undefined || zoneKind === "newer") return { code: "schedule.unparsable", job: name, schedule: text };
	if (deviations.refusesUnknownZones && zoneKind === "unknown") return { code: "zone.unknown", job: name, zone };
	if (!deviations.refusesHotPeriods || !isHot(schedule)) return undefined;
	return { code: "schedule.period-too-short", job: name, schedule: text };
}

// The word is what Chronos makes of a null, which many clients send (contract §2.1).
const noZones = new Set(["", "null"]);

function isHot({ period }: Schedule): boolean {
	return periodMs(period) < 1000;
}

function findParentRefusal(state: EngineState, job: string, parents: readonly string[]): Refusal | undefined {
	if (parents.length === 0) return { code: "parents.empty", job };
	// Deviation: Chronos exits, at every start again (contract §3.3).
	if (parents.includes(job)) return { code: "parents.self", job };
	const missing = parents.filter((parent) => findJob(state, parent) === undefined);
	const isNew = findJob(state, job) === undefined;
	if (missing.length > 0 && !(isNew && !state.settings.deviations.refusesMissingParents)) {
		return { code: "parents.missing", job, parents: [...new Set(missing)] };
	}
	const cycle = findCycle(state, job, new Set(parents));
	return cycle && { code: "parents.cycle", job, cycle };
}

/** The way from a job down to one of those that are to be its parents. */
function findCycle(state: EngineState, job: string, parents: ReadonlySet<string>): readonly string[] | undefined {
	const cameFrom = new Map<string, string | undefined>([[job, undefined]]);
	for (const from of cameFrom.keys()) {
		if (parents.has(from)) return wayTo(from, cameFrom);
		for (const child of childrenOf(state, from)) if (!cameFrom.has(child)) cameFrom.set(child, from);
	}
	return undefined;
}

function wayTo(name: string, cameFrom: ReadonlyMap<string, string | undefined>): readonly string[] {
	const way: string[] = [];
	for (let at: string | undefined = name; at !== undefined; at = cameFrom.get(at)) way.push(at);
	return way.toReversed();
}
