import type { Clock } from "@chronos-job/core";
import { type Claim, readClaim } from "./attempt-record.ts";
import type { AttemptEnd, Sandbox } from "./executor.ts";
import { killGroup } from "./limit-group.ts";
import { persistently } from "./persistently.ts";
import { type Member, processesOf, type Supervisor } from "./process-table.ts";
import type { Machine } from "./recover-attempt.ts";

export interface StopOptions {
	readonly sandbox: Sandbox;
	readonly machine: Machine;
	readonly clock: Clock;
	readonly end: Promise<AttemptEnd>;
	readonly graceMs: number;
	readonly askToEnd?: AskToEnd | undefined;
	/** Hears that it is killed before it could be asked: what it then ends with says nothing of the job. */
	readonly tellEarly: () => void;
}

/** Asks an attempt to end in a way of its own, and waits at most so long for somebody who can be asked. */
export type AskToEnd = (claim: Claim, sandbox: Sandbox, patienceMs: number) => Promise<Asked>;

/** `too-early` when it has yet to set up who would hear. */
export type Asked = "asked" | "nobody" | "too-early";

/** Ends everything an attempt started; the supervisor survives it and writes down how. */
export async function stopProcesses(options: StopOptions): Promise<void> {
	const claim = await claimOf(options);
	if (claim === undefined) return;
	await hasBegun(claim, options);
	const asked = (await options.askToEnd?.(claim, options.sandbox, options.graceMs)) ?? "nobody";
	if (asked === "nobody") await askAll(claim, options);
	if (asked === "too-early") options.tellEarly();
	else await allowGrace(claim, options);
	await killAll(claim, options);
}

async function askAll(claim: Claim, options: StopOptions): Promise<void> {
	const { machine, end } = options;
	// The supervisor of an ended attempt is gone, and its pid may be somebody else's.
	if (await isPending(end)) machine.processes.signal(-claim.pid, "SIGTERM");
	const strays = (await membersOf(claim, options)).filter(({ group }) => group !== claim.pid);
	for (const { pid } of strays) machine.processes.signal(pid, "SIGTERM");
}

/** Counts what was slept, because the clock may be set meanwhile. */
async function allowGrace(claim: Claim, options: StopOptions): Promise<void> {
	const { clock, end, graceMs } = options;
	let left = Math.ceil(graceMs / killRoundMs);
	// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
	while (left > 0 && !(await endsWithin(end, clock, killRoundMs))) left -= 1;
	// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
	while (left > 0 && (await membersOf(claim, options)).length > 0) {
		left -= 1;
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await clock.sleep(killRoundMs);
	}
}

/** Ends what is left of an attempt without a supervisor, so that a lost attempt no longer runs. */
export async function killRemaining(supervisor: Supervisor, sandbox: Sandbox, machine: Machine): Promise<void> {
	for (let round = 0; round < killRounds; round += 1) {
		for (const group of supervisor.groups) killGroup(group);
		// oxlint-disable-next-line eslint/no-await-in-loop -- each round follows the last
		const left = await processesOf(supervisor, sandbox.workDirectory);
		if (left.length === 0) return;
		for (const { pid } of left) machine.processes.signal(pid, "SIGKILL");
	}
}

async function killAll(claim: Claim, options: StopOptions): Promise<void> {
	const { machine, clock, end } = options;
	for (let round = 0; round < killRounds; round += 1) {
		for (const group of claim.groups) killGroup(group);
		// A fork bomb may have moved on in the meantime, so that one look is not enough.
		// oxlint-disable-next-line eslint/no-await-in-loop -- each round follows the last
		const left = await membersOf(claim, options);
		for (const { pid } of left) machine.processes.signal(pid, "SIGKILL");
		// oxlint-disable-next-line eslint/no-await-in-loop -- each round follows the last
		if ((await endsWithin(end, clock, killRoundMs)) && left.length === 0) return;
	}
	// Nothing else helped, so the supervisor goes too; its end is then told for it.
	if (await isPending(end)) machine.processes.signal(-claim.pid, "SIGKILL");
	await end;
}

const killRounds = 50;
const killRoundMs = 50;

/** The claim, waiting for one that is being written. */
async function claimOf({ sandbox, clock, end }: StopOptions): Promise<Claim | undefined> {
	for (;;) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		const claim = await persistently(async () => readClaim(sandbox.directory), clock);
		if (claim !== undefined && claim !== "torn") return claim;
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		if (await endsWithin(end, clock, claimPollMs)) return undefined;
	}
}

/** A signal that comes before the command would reach the supervisor alone. */
async function hasBegun(claim: Claim, options: StopOptions): Promise<void> {
	for (let look = 0; look < beginLooks; look += 1) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		if ((await membersOf(claim, options)).length > 0) return;
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		if (await endsWithin(options.end, options.clock, claimPollMs)) return;
	}
}

const claimPollMs = 5;
const beginLooks = 200;

async function membersOf(claim: Claim, { sandbox, clock }: StopOptions): Promise<readonly Member[]> {
	return persistently(() => processesOf(claim, sandbox.workDirectory), clock);
}

async function isPending(end: Promise<AttemptEnd>): Promise<boolean> {
	const pending = Symbol("pending");
	return (await Promise.race([end, Promise.resolve(pending)])) === pending;
}

async function endsWithin(end: Promise<AttemptEnd>, clock: Clock, ms: number): Promise<boolean> {
	const wait = new AbortController();
	const ended = end.then(() => true);
	const slept = clock.sleep(ms, wait.signal).then(
		() => false,
		() => false,
	);
	const first = await Promise.race([ended, slept]);
	wait.abort("ended");
	return first;
}
