import type { Clock } from "@chronos-job/core";
import { formatTaskId, type Job } from "@chronos-job/schemas";
import { commandOf } from "../sandbox/job-command.ts";
import { environmentRefusal, jobEnvironment } from "../sandbox/job-environment.ts";
import { createSandbox } from "../sandbox/sandbox.ts";
import { type Account, resolveRunAs, type RunAs } from "../sandbox/run-as.ts";
import type { AttemptSpec, Executor, Launch, Sandbox } from "./executor.ts";
import { fetchInto } from "./fetch-into.ts";
import type { Limits } from "./limits.ts";
import { makeRoom } from "./make-room.ts";
import type { Processes } from "./processes.ts";
import {
	launchFailure,
	launchSupervised,
	recoverSupervised,
	supervisionOf,
	type SupervisedLaunch,
} from "./supervised.ts";
import { createSweep } from "./sweep-strays.ts";

export interface ProcessExecutorOptions {
	readonly processes: Processes;
	readonly clock: Clock;
	readonly host: HostFacts;
	/** Bytes kept of each stream; everything when absent. */
	readonly maxLogBytes?: number | undefined;
	/** Where fetched files are kept, and how large one may be. */
	readonly fetch: { readonly cacheDirectory: string; readonly maxBytes: number };
	/** How attempts are held to what they were admitted with (`probeLimits`); not at all when absent. */
	readonly limits?: Limits;
	/** Whether this machine has GPUs, or may have: jobs without GPUs must not see them. */
	readonly hidesGpus?: () => boolean;
	/** Repeats upstream's defects (contract §11.2). */
	readonly faithful?: boolean;
}

/** What the executor has to know of this machine; `readHostFacts` finds it out. */
export interface HostFacts {
	readonly hostName: string;
	readonly bootId: string;
	readonly serverPid: number;
	/** Where jobs look for programs. */
	readonly path: string;
	readonly user: Account;
	/** The text of /etc/passwd. */
	readonly passwd: string;
	/** The paths of two programs of util-linux. */
	readonly setsid?: string | undefined;
	readonly setpriv?: string | undefined;
}

/** Runs attempts as processes of this machine, each under a supervisor that needs no server. */
export function processExecutor(options: ProcessExecutorOptions): Executor {
	const { processes, clock, host } = options;
	const machine = { processes, bootId: host.bootId };
	const sweep = createSweep({ processes, clock });
	return {
		name: "process",
		probe: async () => {
			// A killed server may have left daemons of attempts that it had settled.
			sweep();
			return supervisionOf(options);
		},
		findObstacle: (job) => findObstacle(options, job),
		start: async (attempt, sandbox) => start(options, { attempt, sandbox, machine, sweep }),
		recover: async ({ nonce }, sandbox) => recoverSupervised({ nonce, sandbox, machine, clock, sweep }),
	};
}

function findObstacle({ host, faithful = false }: ProcessExecutorOptions, job: Job): string | undefined {
	const args = job.arguments.join(" ");
	const command = commandOf({
		job,
		taskId: formatTaskId({ queuedAt: 0, attempt: 0, job: job.name, args }),
		faithful,
	});
	const runAs = runAsOf(host, job);
	const refused = [command, runAs].find(({ kind }) => kind === "refused");
	return refused?.kind === "refused" ? refused.reason : undefined;
}

function runAsOf(host: HostFacts, { runAsUser }: Job): RunAs {
	return resolveRunAs({ runAsUser, current: host.user, ...host, setpriv: host.setpriv });
}

type Preparation =
	| {
			readonly kind: "prepared";
			readonly command: readonly string[];
			readonly environment: Readonly<Record<string, string>>;
			readonly account: Account;
	  }
	| { readonly kind: "refused"; readonly reason: string };

function prepare(
	{ host, hidesGpus = () => false, faithful = false }: ProcessExecutorOptions,
	{ job, taskId, devices = [] }: AttemptSpec,
	{ workDirectory }: Sandbox,
): Preparation {
	const command = commandOf({ job, taskId, faithful });
	if (command.kind === "refused") return command;
	const runAs = runAsOf(host, job);
	if (runAs.kind === "refused") return runAs;
	const { account, prefix } = runAs;
	const { hostName, path } = host;
	const about = { job, taskId, workDirectory, account, hostName, path };
	const environment = jobEnvironment({ ...about, devices, hidesGpus: hidesGpus() });
	const reason = environmentRefusal(environment);
	if (reason !== undefined) return { kind: "refused", reason };
	const keeper = job.shell ? [] : environmentKeeper(environment);
	return { kind: "prepared", command: [...keeper, ...prefix, ...command.argv], environment, account };
}

/** A shell drops variables that it could not have set itself; a program without a shell gets them all the same. */
function environmentKeeper(environment: Readonly<Record<string, string>>): readonly string[] {
	const odd = Object.entries(environment).filter(([name]) => !/^[A-Za-z_]\w*$/.test(name) || shellOwned.has(name));
	return odd.length === 0 ? [] : ["/usr/bin/env", ...odd.map(([name, value]) => `${name}=${value}`)];
}

const shellOwned: ReadonlySet<string> = new Set(["IFS", "OLDPWD", "OPTIND", "PPID", "PS1", "PS2", "PS4", "PWD", "_"]);

async function start(options: ProcessExecutorOptions, context: SupervisedLaunch): Promise<Launch> {
	const { attempt, sandbox } = context;
	const preparation = prepare(options, attempt, sandbox);
	if (preparation.kind === "refused") return preparation;
	// What is the server's own need not be given away.
	const owner = preparation.account.name === options.host.user.name ? undefined : preparation.account;
	const problem =
		makeRoom(sandbox, options.host, () => createSandbox(sandbox, owner)) ?? (await fetchInto(context, options, owner));
	if (problem !== undefined) return launchFailure(problem);
	return launchSupervised(options, context, preparation);
}
