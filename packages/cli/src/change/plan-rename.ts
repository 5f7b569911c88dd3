import { commandLine, changesOf, ChronosError, isDue, type Plan, type Step } from "@chronos-job/core";
import { type Job, type JobSummary, parseSchedule, specOf } from "@chronos-job/schemas";
import { wholeSpecOf } from "./whole-spec-of.ts";

export interface RenameFacts {
	readonly job: Job;
	readonly name: string;
	/** All of the server. */
	readonly jobs: readonly Job[];
}

export interface Renaming {
	readonly plan: Plan;
	/** The jobs that wait for the one that is renamed. */
	readonly children: readonly string[];
	/** Whether the new one is there already, and the same: somebody has begun to rename it. */
	readonly isBegun: boolean;
}

/** Creates the job under its new name, takes its children there, and deletes the old one, in that order. */
export function planRename({ job, name, jobs }: RenameFacts): Renaming {
	const spec = { ...wholeSpecOf(job, { hasCounters: true }), name };
	const there = jobs.find((each) => each.name === name);
	if (there !== undefined && changesOf(there, { ...specOf(job), name }).length > 0) throw takenName(name);
	const children = jobs.filter(({ parents }) => parents?.includes(job.name) === true);
	const create: Step = { kind: "create", name, spec };
	return {
		plan: {
			steps: [
				...(there === undefined ? [create] : []),
				...children.map((child) => adoption(child, { from: job.name, to: name })),
				{ kind: "delete", name: job.name, current: job },
			],
			unchanged: [],
		},
		children: children.map((child) => child.name),
		isBegun: there !== undefined,
	};
}

/** Another job of the new name would be lost, or would have to be the same one. */
function takenName(name: string): ChronosError {
	return new ChronosError("job.exists", `there is another job ${name} already`, {
		hint: `Choose another name, or delete it with \`${commandLine("delete", name)}\` first.`,
	});
}

function adoption(current: Job, { from, to }: { readonly from: string; readonly to: string }): Step {
	const parents = [...new Set((current.parents ?? []).map((parent) => (parent === from ? to : parent)))];
	const spec = { ...specOf(current), parents };
	return {
		kind: "update",
		name: current.name,
		spec,
		current,
		changes: changesOf(current, spec),
		startsAgain: false,
	};
}

/** Why a job should not be renamed now: deleting it would end its run, or two of them might run. */
export function whyBusy(job: Job, summary: JobSummary | undefined, now: number): string | undefined {
	const state = summary?.state ?? "idle";
	if (state !== "idle") return state === "queued" ? "it is queued" : "it runs";
	const { schedule, scheduleTimeZone: zone, disabled } = job;
	const parsed = schedule === undefined || disabled ? undefined : parseSchedule(schedule);
	return parsed !== undefined && isDue(parsed, { now: now + soonMs, zone }) ? "it is about to run" : undefined;
}

const soonMs = 5000;
