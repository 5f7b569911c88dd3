import { commandLine } from "../command-line.ts";
import { formatTaskId, parseActivity, parseSchedule } from "@chronos-job/schemas";
import type { Hypothesis, IdleFacts, IdleRule } from "./hypothesis.ts";
import { unendedSince } from "./launched-run.ts";

/** What the job itself says, whatever the server does. */
export const definitionRules: readonly IdleRule[] = [
	disabled,
	exhausted,
	running,
	name,
	taskId,
	noRetries,
	gpusInDocker,
];

const submitAgain = "Submit its file again with `chronos-job submit` to run it once more.";

function disabled(facts: IdleFacts): readonly Hypothesis[] {
	const { job } = facts;
	if (!job.disabled) return [];
	if (hasNoRepetitions(facts)) {
		return [
			{
				code: "exhausted",
				certainty: "sure",
				sentence: "it has made all its runs, and the server has disabled it",
				evidence: [`its schedule is ${job.schedule}`, ...resultEvidence(facts)],
				fix: submitAgain,
			},
		];
	}
	const failures = job.errorsSinceLastSuccess;
	return [
		{
			code: "disabled",
			certainty: "sure",
			sentence: "it is disabled",
			evidence: failures === 0 ? [] : [`${failures} of its runs failed in a row, for which servers can disable a job`],
			fix: `Run \`${commandLine("enable", job.name)}\`.`,
		},
	];
}

function exhausted(facts: IdleFacts): readonly Hypothesis[] {
	const { job, summary, now } = facts;
	if (job.disabled || !hasNoRepetitions(facts) || unendedSince(job, now) !== undefined) return [];
	// The last repetition is used up as soon as its run is queued.
	if (summary !== undefined && summary.state !== "idle") return [];
	return [
		{
			code: "exhausted",
			certainty: "sure",
			sentence: "its schedule has no repetitions left",
			evidence: [
				`its schedule is ${job.schedule}`,
				// A start by hand, or a retry, counts below zero, which means for ever (contract §4.7).
				"starting it by hand would make some servers run it for ever",
			],
			fix: submitAgain,
		},
	];
}

function running({ summary }: IdleFacts): readonly Hypothesis[] {
	if (!isRunning(summary?.state)) return [];
	return [
		{ code: "running", certainty: "sure", sentence: "it is running", evidence: [`its state is ${summary?.state}`] },
	];
}

// A server finds the job of a task by its task id, from which it reads less than such a name (contract §5.2).
function name({ job }: IdleFacts): readonly Hypothesis[] {
	if (/^[\w.-]+$/.test(job.name)) return [];
	return [
		{
			code: "name",
			certainty: "likely",
			sentence: "its name has characters with which newer servers find no job for its tasks",
			evidence: [`its name is ${JSON.stringify(job.name)}`],
			fix: "Submit it under a name of letters, digits, dots, dashes and underscores.",
		},
	];
}

// Mesos refuses such tasks, of which the server tells nobody (contract §5.2, §5.5).
function taskId({ job, summary }: IdleFacts): readonly Hypothesis[] {
	const args = job.arguments.join(" ");
	const flaw = flawOf(formatTaskId({ queuedAt: 1e12, attempt: 0, job: job.name, args }));
	if (flaw === undefined) return [];
	return [
		{
			code: "task-id",
			certainty: summary?.state === "idle" ? "likely" : "sure",
			sentence: `its arguments become part of the task id, and ${flaw}`,
			evidence: [`its arguments are ${JSON.stringify(args)}`, ...(summary ? [`its state is ${summary.state}`] : [])],
			fix: "Write the arguments into `command` and leave `arguments` out.",
		},
	];
}

function noRetries({ job, summary }: IdleFacts): readonly Hypothesis[] {
	if (summary?.status !== "failure" || job.retries <= 0) return [];
	return [
		{
			code: "no-retries",
			certainty: "possible",
			sentence: "its last run failed, and until one succeeds failures are not retried",
			evidence: [`retries is ${job.retries}, lastError is ${job.lastError}`],
			fix: `Mend it and run \`${commandLine("run", job.name)}\`, or run \`${commandLine("mark-success", job.name)}\`.`,
		},
	];
}

// Only the containerizer of Mesos itself gives GPUs to containers.
function gpusInDocker({ job, summary }: IdleFacts): readonly Hypothesis[] {
	const { gpus = 0, container } = job;
	const hasTrouble = summary?.state === "queued" || summary?.status === "failure";
	if (gpus <= 0 || container?.type !== "DOCKER" || !hasTrouble) return [];
	return [
		{
			code: "gpus-docker",
			certainty: "possible",
			sentence: "it asks for GPUs in a Docker container, and Mesos gives none to those",
			evidence: [`gpus is ${gpus}, and the type of its container is ${container.type}`],
			fix: 'Set the container\'s "type" to "MESOS".',
		},
	];
}

function hasNoRepetitions({ job: { schedule } }: IdleFacts): boolean {
	return schedule !== undefined && parseSchedule(schedule)?.repeat === 0;
}

function resultEvidence({ job }: IdleFacts): readonly string[] {
	return job.lastSuccess === "" ? [] : [`it last succeeded at ${job.lastSuccess}`];
}

function isRunning(state = "idle"): boolean {
	return parseActivity(state)?.phase === "running";
}

const mostBytes = 255;

function flawOf(id: string): string | undefined {
	if (id.includes("/")) return "Mesos refuses task ids with a /";
	if (/[\r\n]/.test(id)) return "the server cannot read task ids of more than one line";
	const bytes = new TextEncoder().encode(id).length;
	return bytes > mostBytes ? `file systems take no task id of ${bytes} bytes` : undefined;
}
