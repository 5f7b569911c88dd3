import type { Job } from "@chronos-job/schemas";
import { findAddress } from "../../sandbox/command-address.ts";
import { commandOf } from "../../sandbox/job-command.ts";
import { type Changes, changesOf, joinChanges, refuse } from "./container-body.ts";
import { type ContainerQuestion, logMounts, sandboxMount } from "./container-question.ts";

/** What is run, and where it begins (contract §5.9). */
export function changesOfCommand(question: ContainerQuestion): Changes {
	const { attempt, faithful } = question;
	const { container: _, ...job } = attempt.job;
	if (isDefault(question)) return changesOf({ Cmd: job.arguments });
	const command = commandOf({ job, taskId: attempt.taskId, faithful });
	if (command.kind === "refused") return command;
	if (!question.engine.seesFiles && wantsFiles(question)) {
		return refuse("files cannot be fetched for an engine on another machine");
	}
	return joinChanges([changesOf(runOf(question, command.argv)), changesOf(beginningOf(question))]);
}

/** Whether the image decides what is run. */
function isDefault({ attempt: { job } }: ContainerQuestion): boolean {
	return job.command === "" && job.executor === "" && !job.shell;
}

function wantsFiles({ attempt: { job } }: ContainerQuestion): boolean {
	return findAddress(job.command) !== undefined || job.uris.length + job.fetch.length > 0;
}

/** A shell can write logs itself, which takes a hundredth of the time that engines need for that. */
export function canWriteLogs({ command, shell }: Job): boolean {
	return shell && findAddress(command) === undefined;
}

// Where a security module keeps the files from it, the engine gets the output.
const redirect =
	`[ -w ${logMounts.stdout} ] && [ -w ${logMounts.stderr} ] && ` +
	`exec >>${logMounts.stdout} 2>>${logMounts.stderr}; exec /bin/sh -c "$0"`;

function runOf({ attempt: { job }, container, writesLogs }: ContainerQuestion, argv: readonly string[]) {
	const [shell, option, line] = argv;
	if (writesLogs && line !== undefined) return { Entrypoint: [shell], Cmd: [option, redirect, line] };
	// Docker keeps the entry point of the image when there is no shell, Mesos never does.
	const keepsEntrypoint = container.type === "DOCKER" && !job.shell && findAddress(job.command) === undefined;
	return keepsEntrypoint ? { Cmd: argv } : { Entrypoint: argv.slice(0, 1), Cmd: argv.slice(1) };
}

function beginningOf({ attempt: { job }, container, imageWorkDirectory, engine }: ContainerQuestion) {
	const isUnsaid = container.type === "MESOS" && imageWorkDirectory === "" && engine.seesFiles;
	return isUnsaid || findAddress(job.command) !== undefined ? { WorkingDir: sandboxMount } : {};
}
