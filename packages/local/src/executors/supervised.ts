import type { Clock } from "@chronos-job/core";
import type { Account } from "../sandbox/run-as.ts";
import { attach, type AttachOptions, killLost, leave, whenLogsAreClosed } from "./attach.ts";
import { readClaim } from "./attempt-record.ts";
import type { AttemptSpec, Availability, Launch, Recovery, Sandbox } from "./executor.ts";
import { createLimitGroup, removeGroup } from "./limit-group.ts";
import { addressSpaceKbOf, type Limits } from "./limits.ts";
import type { Processes } from "./processes.ts";
import { type Machine, stateOf } from "./recover-attempt.ts";
import { supervisorArgv, type SupervisorOptions } from "./supervisor.ts";

/** What every way of running attempts under a supervisor has to know. */
export interface SupervisionOptions {
	readonly processes: Processes;
	readonly clock: Clock;
	readonly host: {
		readonly bootId: string;
		readonly serverPid: number;
		readonly user: Account;
		readonly setsid?: string | undefined;
	};
	readonly maxLogBytes?: number | undefined;
	readonly limits?: Limits;
}

export interface SupervisedLaunch extends Pick<AttachOptions, "askToEnd"> {
	readonly attempt: AttemptSpec;
	readonly sandbox: Sandbox;
	readonly machine: Machine;
	readonly sweep: () => void;
}

export interface SupervisedCommand {
	/** The program and its arguments. */
	readonly command: readonly string[];
	readonly environment: Readonly<Record<string, string>>;
}

/** Whether attempts can be supervised here. */
export function supervisionOf({ maxLogBytes, host }: Pick<SupervisionOptions, "maxLogBytes" | "host">): Availability {
	if (maxLogBytes === undefined || host.setsid !== undefined) return { available: true };
	return { available: false, reason: "setsid is missing, which capped logs need", hint: "Install util-linux." };
}

/** Starts the supervisor of a command. */
export async function launchSupervised(
	{ host, clock, maxLogBytes, limits, processes }: SupervisionOptions,
	{ attempt, sandbox, machine, sweep, askToEnd }: SupervisedLaunch,
	{ command, environment }: SupervisedCommand,
): Promise<Launch> {
	const { nonce } = attempt;
	const { setsid = "setsid", bootId, serverPid } = host;
	const logCap = maxLogBytes === undefined ? undefined : { maxBytes: maxLogBytes, setsid };
	let groups: readonly string[] = [];
	try {
		const { group, addressSpaceKb } = limit(attempt, limits);
		groups = group === undefined ? [] : [group.memory, ...(group.cpu === undefined ? [] : [group.cpu])];
		const argv = supervisorArgv({ nonce, sandbox, bootId, serverPid, logCap, group, addressSpaceKb, command });
		const started = await processes.start(argv, { cwd: sandbox.workDirectory, env: environment });
		const following = { nonce, sandbox, machine, clock, groups, sweep, askToEnd, supervisorEnded: started.ended };
		return { kind: "running", attempt: attach(following) };
	} catch (error) {
		void removeGroup(groups, clock);
		const reason = `the supervisor cannot be started: ${messageOf(error)}`;
		// The command and its variables are larger than the kernel takes, and will be the next time.
		return reason.includes("E2BIG") ? { kind: "refused", reason } : launchFailure(reason);
	}
}

function limit(
	{ nonce, job, needs = { cpus: job.cpus, memMb: job.mem } }: AttemptSpec,
	limits: Limits | undefined,
): Pick<SupervisorOptions, "group" | "addressSpaceKb"> {
	if (limits?.kind === "rlimit") return { addressSpaceKb: addressSpaceKbOf(needs) };
	return limits === undefined ? {} : { group: createLimitGroup(limits, nonce, needs) };
}

/** What became of an attempt that had a supervisor. */
export async function recoverSupervised(context: Omit<AttachOptions, "groups">): Promise<Recovery> {
	const { nonce, sandbox, machine } = context;
	const state = await stateOf(context);
	const claim = readClaim(sandbox.directory);
	const groups = claim === undefined || claim === "torn" || claim.nonce !== nonce ? [] : claim.groups;
	if (state.kind === "running") return { kind: "running", attempt: attach({ ...context, groups }) };
	if (state.kind === "lost") await killLost({ nonce, sandbox, machine, groups });
	if (state.kind === "exited") await whenLogsAreClosed(context);
	leave({ ...context, groups });
	return state;
}

/** Did not start this time. */
export function launchFailure(reason: string): Launch {
	return { kind: "failed", reason, isPassing: shortages.test(reason) };
}

// Of files, processes, memory or room, all of which others may give back.
const shortages = /\b(?:EMFILE|ENFILE|EAGAIN|ENOMEM|ENOSPC|EDQUOT)\b|the disk is full/;

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
