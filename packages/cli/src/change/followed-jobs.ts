import { buildGraph, commandLine, nextStart, type Plan } from "@chronos-job/core";
import { type JobSpec, parseSchedule } from "@chronos-job/schemas";
import type { Session } from "../command/session.ts";
import { duration } from "../render/duration.ts";
import { localTime } from "../render/time.ts";

/** The jobs that will run because of a plan; of those that will not, or not soon, a person is told. */
export function followedJobs(
	{ note, host }: Pick<Session, "note" | "host">,
	{ steps, unchanged }: Plan,
	specs: readonly JobSpec[],
): readonly string[] {
	const touched = new Set(steps.map(({ name }) => name));
	for (const { name } of specs.filter((spec) => touched.has(spec.name) && spec.disabled === true))
		note(`${name} is disabled, so nobody waits for it`);
	const enabled = specs.filter(({ disabled }) => disabled !== true);
	const running = withChildren(
		enabled.filter(({ name }) => touched.has(name)),
		enabled,
	);
	for (const spec of running) {
		const first = firstRun(spec, host.now());
		if (first === undefined || first < host.now() + soonMs) continue;
		note(`${spec.name} runs first on ${localTime(first, host.zone)}, in ${duration(first - host.now())}`);
	}
	if (running.length === 0)
		note(`no job was changed that would run, so there is nothing to wait for${otherwise(unchanged)}`);
	return running.map(({ name }) => name);
}

/** Whoever says the same again may want to go on waiting for what runs already. */
function otherwise(unchanged: readonly string[]): string {
	if (unchanged.length === 0) return "";
	const jobs = unchanged.length > mostNames ? ["JOB"] : unchanged;
	return `; \`${commandLine("wait", ...jobs)}\` waits for a run that is under way`;
}

const mostNames = 3;

/** With the jobs that they start in turn, in the order of the specs. */
function withChildren(first: readonly JobSpec[], specs: readonly JobSpec[]): readonly JobSpec[] {
	const graph = buildGraph(specs);
	const names = new Set(first.map(({ name }) => name));
	for (const name of graph.order) {
		if (graph.parentsOf(name).some((parent) => names.has(parent))) names.add(name);
	}
	return specs.filter(({ name }) => names.has(name));
}

const soonMs = 60_000;

function firstRun({ schedule, scheduleTimeZone }: JobSpec, now: number): number | undefined {
	const parsed = schedule === undefined ? undefined : parseSchedule(schedule);
	return parsed && nextStart(parsed, { now, ...(scheduleTimeZone !== undefined && { zone: scheduleTimeZone }) });
}
