import { commandLine } from "../command-line.ts";
import { parseSchedule, type Job } from "@chronos-job/schemas";
import { type Hypothesis, type IdleFacts, type IdleRule, iso, lastEndOf, listed, timeOf } from "./hypothesis.ts";

/** What keeps a child from being started. */
export const parentRules: readonly IdleRule[] = [missingParents, stoppedParents, waiting];

interface Parent {
	readonly name: string;
	readonly job: Job | undefined;
}

function parentsOf({ job, jobs }: IdleFacts): readonly Parent[] {
	const wanted = new Set(job.parents ?? []);
	const byName = new Map(jobs.filter(({ name }) => wanted.has(name)).map((each) => [each.name, each]));
	return [...wanted].map((name) => ({ name, job: byName.get(name) }));
}

// A server drops such jobs at its next look, without a word (contract §3.3).
function missingParents(facts: IdleFacts): readonly Hypothesis[] {
	const missing = parentsOf(facts).filter(({ job }) => job === undefined);
	if (missing.length === 0) return [];
	const names = missing.map(({ name }) => name);
	return [
		{
			code: "parent-missing",
			certainty: "sure",
			sentence: `its parent${names.length === 1 ? "" : "s"} ${listed(names)} ${names.length === 1 ? "does" : "do"} not exist`,
			evidence: ["a server leaves out jobs whose parents it does not have"],
			fix: `Submit ${listed(names)}, or submit \`${facts.job.name}\` with other parents.`,
		},
	];
}

function stoppedParents(facts: IdleFacts): readonly Hypothesis[] {
	if (isTriggered(facts)) return [];
	return parentsOf(facts).flatMap(({ name, job }): readonly Hypothesis[] => {
		const because = job && stopOf(job);
		if (because === undefined || !isAwaited(facts, job)) return [];
		return [
			{
				code: "parent-stopped",
				certainty: "sure",
				sentence: `it waits for ${name}, which ${because}`,
				evidence: [successText(name, job)],
				fix: `Run \`${commandLine("why", name)}\`.`,
			},
		];
	});
}

function stopOf({ disabled, schedule }: Job): string | undefined {
	if (schedule !== undefined && parseSchedule(schedule)?.repeat === 0) return "has no repetitions left";
	return disabled ? "is disabled" : undefined;
}

function waiting(facts: IdleFacts): readonly Hypothesis[] {
	const parents = parentsOf(facts).filter(({ job }) => job !== undefined);
	if (parents.length === 0 || isTriggered(facts)) return [];
	const awaited = parents.filter(({ job }) => isAwaited(facts, job));
	if (awaited.length === 0) return [lostTrigger(facts, parents)];
	const names = awaited.map(({ name }) => name);
	return [
		{
			code: "parents-waiting",
			certainty: "sure",
			sentence: `it waits for ${listed(names)} to succeed`,
			evidence: awaited.flatMap(({ name, job }) => [successText(name, job), ...failureText(name, job)]),
		},
	];
}

// The counts of successes live in the memory of the leader (contract §5.8, §5.14).
function lostTrigger({ job }: IdleFacts, parents: readonly Parent[]): Hypothesis {
	return {
		code: "trigger-lost",
		certainty: "possible",
		sentence: "all its parents have succeeded since it last ended, and the server may have forgotten that",
		evidence: [
			...parents.map(({ name, job: parent }) => successText(name, parent)),
			"a new leader does not know what was counted before it, nor that a run was killed or waits for a retry",
		],
		fix: `Run \`${commandLine("run", job.name)}\`.`,
	};
}

function isTriggered({ job, summary }: IdleFacts): boolean {
	return job.parents === undefined || (summary !== undefined && summary.state !== "idle");
}

/** Whether it has to succeed (again) before the child starts. */
function isAwaited({ job }: IdleFacts, parent: Job | undefined): boolean {
	const success = parent && timeOf(parent.lastSuccess);
	const ended = lastEndOf(job);
	return success === undefined || (ended !== undefined && success <= ended);
}

function successText(name: string, job: Job | undefined): string {
	const at = job && timeOf(job.lastSuccess);
	return at === undefined ? `${name} has never succeeded` : `${name} last succeeded at ${iso(at)}`;
}

function failureText(name: string, job: Job | undefined): readonly string[] {
	const [success = 0, failure] = [job && timeOf(job.lastSuccess), job && timeOf(job.lastError)];
	return failure === undefined || failure < success ? [] : [`${name} failed at ${iso(failure)}`];
}
