import type { Clock } from "@chronos-job/core";
import type { AttemptSpec, Availability, Executor, Launch, Recovery, Sandbox } from "./executor.ts";
import type { Job } from "@chronos-job/schemas";
import { fetchFiles } from "../sandbox/fetch-files.ts";
import { commandOf } from "../sandbox/job-command.ts";
import { environmentRefusal, jobEnvironment } from "../sandbox/job-environment.ts";
import { type Account, resolveRunAs } from "../sandbox/run-as.ts";
import { createSandbox } from "../sandbox/sandbox.ts";
import { attach, killLost } from "./attach.ts";
import type { Processes } from "./processes.ts";
import { type Machine, stateOf } from "./recover-attempt.ts";
import { supervisorArgv } from "./supervisor.ts";

export interface ProcessExecutorOptions {
	readonly processes: Processes;
	readonly clock: Clock;
	readonly host: HostFacts;
	/** Bytes kept of each stream; everything when absent. */
	readonly maxLogBytes?: number | undefined;
	/** Where fetched files are kept, and how large one may be. */
	readonly fetch: { readonly cacheDirectory: string; readonly maxBytes: number };
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
	const machine = { processes: options.processes, bootId: options.host.bootId };
	return {
		name: "process",
		probe: async () => availabilityOf(options),
		start: async (attempt, sandbox) => {
			const preparation = prepare(options, attempt, sandbox);
			if (preparation.kind === "refused") return preparation;
			await createSandbox(sandbox, preparation.account);
			const reason = await fetchInto(sandbox, options, { job: attempt.job, account: preparation.account });
			if (reason !== undefined) return { kind: "failed", reason };
			return launch(options, { attempt, sandbox, preparation, machine });
		},
		recover: async ({ nonce }, sandbox) => recover(options.clock, { nonce, sandbox, machine }),
	};
}

function availabilityOf({ maxLogBytes, host }: ProcessExecutorOptions): Availability {
	if (maxLogBytes === undefined || host.setsid !== undefined) return { available: true };
	return { available: false, reason: "setsid is missing, which capped logs need", hint: "Install util-linux." };
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
	{ host, faithful = false }: ProcessExecutorOptions,
	{ job, taskId }: AttemptSpec,
	{ workDirectory }: Sandbox,
): Preparation {
	const command = commandOf({ job, taskId, faithful });
	if (command.kind === "refused") return command;
	const runAs = resolveRunAs({ runAsUser: job.runAsUser, current: host.user, ...host, setpriv: host.setpriv });
	if (runAs.kind === "refused") return runAs;
	const { account, prefix } = runAs;
	const { hostName, path } = host;
	const environment = jobEnvironment({ job, taskId, workDirectory, account, hostName, path });
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

function fetchInto(
	{ directory, workDirectory }: Sandbox,
	{ fetch, processes, host }: ProcessExecutorOptions,
	{ job, account }: { readonly job: Job; readonly account: Account },
): Promise<string | undefined> {
	const owner = workDirectory === directory ? undefined : account;
	return fetchFiles(job, { ...fetch, workDirectory, processes, path: host.path, owner });
}

interface LaunchContext {
	readonly attempt: AttemptSpec;
	readonly sandbox: Sandbox;
	readonly preparation: Extract<Preparation, { kind: "prepared" }>;
	readonly machine: Machine;
}

async function launch(
	{ host, clock, maxLogBytes, processes }: ProcessExecutorOptions,
	{ attempt: { nonce }, sandbox, preparation, machine }: LaunchContext,
): Promise<Launch> {
	const { setsid = "setsid", bootId, serverPid } = host;
	const logCap = maxLogBytes === undefined ? undefined : { maxBytes: maxLogBytes, setsid };
	const argv = supervisorArgv({ nonce, sandbox, bootId, serverPid, logCap, command: preparation.command });
	try {
		const started = await processes.start(argv, { cwd: sandbox.workDirectory, env: preparation.environment });
		return { kind: "running", attempt: attach({ nonce, sandbox, machine, clock, supervisorEnded: started.ended }) };
	} catch (error) {
		return explainStart(error);
	}
}

async function recover(
	clock: Clock,
	{ nonce, sandbox, machine }: { readonly nonce: string; readonly sandbox: Sandbox; readonly machine: Machine },
): Promise<Recovery> {
	const state = await stateOf(sandbox.directory, nonce, machine);
	if (state.kind === "lost") await killLost({ nonce, sandbox, machine });
	if (state.kind !== "running") return state;
	return { kind: "running", attempt: attach({ nonce, sandbox, machine, clock }) };
}

function explainStart(error: unknown): Launch {
	const reason = `the supervisor cannot be started: ${error instanceof Error ? error.message : String(error)}`;
	// The command and its variables are larger than the kernel takes, and will be the next time.
	return { kind: reason.includes("E2BIG") ? "refused" : "failed", reason };
}
