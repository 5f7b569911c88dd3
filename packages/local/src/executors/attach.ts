import { existsSync } from "node:fs";
import { watchFile } from "../sandbox/watch-file.ts";
import type { Clock } from "@chronos-job/core";
import type { AttemptEnd, RunningAttempt, Sandbox } from "./executor.ts";
import { readClaim } from "./attempt-record.ts";
import { type AttemptState, type Machine, stateOf } from "./recover-attempt.ts";
import { killRemaining, stopProcesses } from "./stop-processes.ts";
import { exitPath, openLogPath } from "./supervisor.ts";

export interface AttachOptions {
	readonly nonce: string;
	readonly sandbox: Sandbox;
	readonly machine: Machine;
	readonly clock: Clock;
	/** Resolves when the supervisor has ended, if it is a child of ours. */
	readonly supervisorEnded?: Promise<void> | undefined;
}

/** Follows an attempt whose supervisor runs, whoever started it. */
export function attach(options: AttachOptions): RunningAttempt {
	const wishes = { stopped: false };
	const end = endOf(options, wishes);
	return {
		end,
		stop: async (graceMs) => {
			wishes.stopped = true;
			await stopProcesses({ ...options, end, graceMs });
		},
	};
}

async function endOf(options: AttachOptions, wishes: { readonly stopped: boolean }): Promise<AttemptEnd> {
	await options.supervisorEnded;
	const { sandbox, nonce, machine, clock } = options;
	const first = await stateOf(sandbox.directory, nonce, machine);
	const last = first.kind === "running" ? await nextState(options) : first;
	if (last.kind === "exited") return whenLogsAreClosed(last, options);
	await killLost(options);
	if (wishes.stopped) return killed(clock.now());
	return last.kind === "lost" ? last : { kind: "lost", reason: "the supervisor could not claim the sandbox" };
}

/** Whoever calls an attempt lost may launch the next one, so that nothing of this one may go on. */
export async function killLost({ sandbox, nonce, machine }: Omit<AttachOptions, "clock">): Promise<void> {
	const claim = readClaim(sandbox.directory);
	if (claim === undefined || (claim !== "torn" && claim.nonce !== nonce)) return;
	await killRemaining(claim === "torn" ? { nonce, pid: -1 } : claim, sandbox, machine);
}

/** The first state in which nothing runs any more. */
async function nextState({
	sandbox,
	nonce,
	machine,
	clock,
}: AttachOptions): Promise<Exclude<AttemptState, { kind: "running" }>> {
	using record = watchFile(exitPath(sandbox.directory));
	for (;;) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		const state = await stateOf(sandbox.directory, nonce, machine);
		if (state.kind !== "running") return state;
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await record.next(clock, pollMs);
	}
}

/** A capped log gets its tail after the command has ended; what still holds it open is not waited for. */
async function whenLogsAreClosed(end: AttemptEnd, { sandbox, clock }: AttachOptions): Promise<AttemptEnd> {
	const marks = [openLogPath(sandbox.stdoutFile), openLogPath(sandbox.stderrFile)];
	for (let waited = 0; waited < logsWaitMs && marks.some((mark) => existsSync(mark)); waited += logsPollMs) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await clock.sleep(logsPollMs);
	}
	return end;
}

const logsWaitMs = 1000;
const logsPollMs = 5;

// A supervisor that is killed writes nothing that could be noticed.
const pollMs = 250;

/** What the supervisor would have written, had the stop not reached it as well. */
function killed(now: number): AttemptEnd {
	return { kind: "exited", signal: "SIGKILL", startedAt: now, endedAt: now, userMs: 0, systemMs: 0 };
}
