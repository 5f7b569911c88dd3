import { commandLine } from "../command-line.ts";
import { type Job, parseActivity, parseSchedule } from "@chronos-job/schemas";
import { dayMs } from "../schedule/calendar.ts";
import { periodMs } from "../schedule/period.ts";
import type { Ailment, AilmentRule, ServerJobs, PastDefinition } from "./ailment.ts";
import { iso, lastEndOf, listed, timeOf } from "./hypothesis.ts";

/** What is wrong with how jobs run, or do not. */
export const runAilments: readonly AilmentRule[] = [timeUnreadable, runsForEver, queueStuck, givenUp, namesAlike];

// One such job, and the server answers nothing about any (contract §1.4.3).
function timeUnreadable({ jobs }: ServerJobs): readonly Ailment[] {
	const broken = jobs.filter(({ lastSuccess, lastError }) => {
		return lastSuccess !== "" && lastError !== "" && [lastSuccess, lastError].some((text) => !isTime(text));
	});
	return broken.map(({ name, lastSuccess, lastError }) => ({
		code: "time-unreadable",
		state: "fails",
		jobs: [name],
		message: `${name}: the time of its last run cannot be read, for which the server refuses to tell what any job does`,
		evidence: [`lastSuccess is ${JSON.stringify(lastSuccess)}`, `lastError is ${JSON.stringify(lastError)}`],
		fix: `Submit ${name} again, with \`lastSuccess\` and \`lastError\` left out.`,
	}));
}

function isTime(text: string): boolean {
	return /^[+-]?\d{4,}/.test(text) && timeOf(text) !== undefined;
}

// A retry or a start by hand takes the last repetition below zero, which means for ever (contract §4.7).
function runsForEver({ jobs, past }: ServerJobs): readonly Ailment[] {
	const before = new Map(past.map((each) => [each.job, each]));
	return jobs.filter(isEndless).flatMap((job) => {
		const was = finitePast(job, before.get(job.name));
		return was !== undefined || isLikelyAccident(job) ? [endless(job, was)] : [];
	});
}

function endless(job: Job, was: PastDefinition | undefined): Ailment {
	return {
		code: "runs-for-ever",
		state: was === undefined ? "warning" : "fails",
		jobs: [job.name],
		message: `${job.name}: it was to run ${was === undefined ? "once, it seems" : "so many times and no more"}, and now runs for ever`,
		evidence: [
			`its schedule is ${job.schedule}`,
			was === undefined
				? `${job.errorCount} of its runs failed`
				: `at ${iso(was.at)} it was ${was.definition.schedule}`,
		],
		fix: `Run \`${commandLine("disable", job.name)}\`, and give it \`"retries": 0\` before it is submitted again.`,
	};
}

function isEndless({ disabled, schedule = "" }: Job): boolean {
	return !disabled && parseSchedule(schedule)?.repeat === "forever";
}

/** A year between runs is what people write who mean one run. */
function isLikelyAccident(job: Job): boolean {
	const period = parseSchedule(job.schedule ?? "")?.period;
	return period !== undefined && periodMs(period) >= 365 * dayMs && job.errorCount > 0 && isRewritten(job);
}

/** The definition before, when it was to end and nobody has made it endless since. */
function finitePast(job: Job, past: PastDefinition | undefined): PastDefinition | undefined {
	const schedule = past?.definition.schedule;
	const repeat = schedule === undefined ? undefined : parseSchedule(schedule)?.repeat;
	return typeof repeat === "number" && isRewritten(job) ? past : undefined;
}

/** Servers write milliseconds, and people hardly ever do. */
function isRewritten({ schedule = "" }: Job): boolean {
	return /T\d\d:\d\d:\d\d\.\d{3}Z\//.test(schedule);
}

/** So many queued jobs with none that runs are no accident. */
const manyQueued = 3;

function queueStuck({ summaries = [] }: ServerJobs): readonly Ailment[] {
	const phases = summaries.map(({ name, state }) => ({ name, phase: parseActivity(state)?.phase }));
	const queued = phases.filter(({ phase }) => phase === "queued").map(({ name }) => name);
	if (queued.length < manyQueued || phases.some(({ phase }) => phase === "running")) return [];
	return [
		{
			code: "queue-stuck",
			state: "warning",
			jobs: queued,
			message: `nothing runs, and ${queued.length} jobs are queued: the server gets no offers from Mesos, or no longer takes them`,
			evidence: [`queued: ${listed(queued)}`],
			fix: "Ask whoever runs the server whether Mesos sends it offers, and to restart its leader if so.",
		},
	];
}

const longMs = 30 * dayMs;

/** Disabled with runs left, and forgotten. */
function givenUp({ jobs, now }: ServerJobs): readonly Ailment[] {
	const forgotten = jobs.filter((job) => {
		const isSpent = job.schedule !== undefined && parseSchedule(job.schedule)?.repeat === 0;
		return job.disabled && !isSpent && (lastEndOf(job) ?? now) < now - longMs;
	});
	if (forgotten.length === 0) return [];
	const names = forgotten.map(({ name }) => name);
	return [
		{
			code: "given-up",
			state: "warning",
			jobs: names,
			message: `${listed(names)}: disabled, with no run in 30 days`,
			evidence: forgotten
				.filter(({ errorsSinceLastSuccess }) => errorsSinceLastSuccess > 0)
				.slice(0, 3)
				.map(({ name, errorsSinceLastSuccess }) => `${name} has failed ${errorsSinceLastSuccess} times in a row`),
			fix: `Run \`${commandLine("delete", names[0] ?? "")}\`, or \`${commandLine("enable", names[0] ?? "")}\`.`,
		},
	];
}

function namesAlike({ jobs }: ServerJobs): readonly Ailment[] {
	const groups = Map.groupBy(jobs, ({ name }) => name.toLowerCase());
	return [...groups.values()]
		.filter(({ length }) => length > 1)
		.map((group) => {
			const names = group.map(({ name }) => name);
			return {
				code: "names-alike",
				state: "warning",
				jobs: names,
				message: `${listed(names)} differ in nothing but capital letters`,
				evidence: [],
				fix: `Run \`${commandLine("show", names[0] ?? "")}\`, and delete the one that nobody wants.`,
			} as const;
		});
}
