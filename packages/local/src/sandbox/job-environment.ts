import { effectiveEnvironment } from "@chronos-job/core";
import { type Job, parseTaskId, specOf } from "@chronos-job/schemas";
import { gpuVariables } from "../gpus/gpu.ts";
import type { Account } from "./run-as.ts";

export interface ChronosVariables {
	readonly job: Job;
	readonly taskId: string;
	readonly hostName: string;
}

export interface EnvironmentOptions extends ChronosVariables {
	readonly workDirectory: string;
	readonly account: Account;
	readonly path: string;
	/** The GPUs that are the attempt's own. */
	readonly devices: readonly string[];
	/** Whether it must not see the others. */
	readonly hidesGpus: boolean;
}

/** The whole environment of an attempt; nothing of the server's own leaks into it. */
export function jobEnvironment(options: EnvironmentOptions): Readonly<Record<string, string>> {
	const { account, path, workDirectory, devices } = options;
	const assigned = gpuVariables(devices);
	return {
		PATH: path,
		HOME: account.home,
		USER: account.name,
		LOGNAME: account.name,
		...(options.hidesGpus ? assigned : {}),
		...chronosEnvironment(options),
		// What was assigned wins like all that Chronos injects; who was assigned nothing may know better.
		...(devices.length === 0 ? {} : assigned),
		// The mark by which processes of this attempt are known.
		MESOS_SANDBOX: workDirectory,
	};
}

/** What Chronos gives every job, and what the job adds to that (contract §5.11). */
export function chronosEnvironment(options: ChronosVariables): Readonly<Record<string, string>> {
	const atLaunch = launchValues(options);
	const variables = effectiveEnvironment(specOf(options.job)).map(({ name, value, from }): [string, string] => [
		name,
		(from === "chronos" ? atLaunch[name] : undefined) ?? value,
	]);
	return Object.fromEntries(variables);
}

/** Why no process can have this environment. */
export function environmentRefusal(environment: Readonly<Record<string, string>>): string | undefined {
	const wrong = Object.entries(environment).find(
		([name, value]) => name === "" || /[=\0]/.test(name) || value.includes("\0"),
	);
	return wrong === undefined ? undefined : `the variable ${JSON.stringify(wrong[0])} cannot be in an environment`;
}

function launchValues({ taskId, hostName }: ChronosVariables): Readonly<Record<string, string>> {
	const id = parseTaskId(taskId);
	return {
		mesos_task_id: taskId,
		MESOS_TASK_ID: taskId,
		HOST: hostName,
		CHRONOS_JOB_RUN_TIME: String(id?.queuedAt ?? 0),
		CHRONOS_JOB_RUN_ATTEMPT: String(id?.attempt ?? 0),
	};
}
