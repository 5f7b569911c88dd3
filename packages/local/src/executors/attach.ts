import { existsSync } from "node:fs";
import type { Clock } from "@chronos-job/core";
import { explainFullDisk } from "../sandbox/disk-room.ts";
import { watchFile } from "../sandbox/watch-file.ts";
import { readClaim } from "./attempt-record.ts";
import type { AttemptEnd, Exit, RunningAttempt, Sandbox } from "./executor.ts";
import { removeGroup } from "./limit-group.ts";
import { persistently } from "./persistently.ts";
import { carriersOf, isAlive } from "./process-table.ts";
import { type AttemptState, type Machine, stateOf } from "./recover-attempt.ts";
import { type AskToEnd, killRemaining, stopProcesses } from "./stop-processes.ts";
import { exitPath, openLogPath } from "./supervisor.ts";

export interface AttachOptions {
	readonly nonce: string;
	readonly sandbox: Sandbox;
	readonly machine: Machine;
	readonly clock: Clock;
	/** The control groups that were made for it. */
	readonly groups: readonly string[];
	/** Resolves when the supervisor has ended, if it was started here. */
	readonly supervisorEnded?: Promise<void> | undefined;
	/** Asks for a look at what ended attempts have left behind. */
	readonly sweep: () => void;
	readonly askToEnd?: AskToEnd | undefined;
}

/** Follows an attempt whose supervisor runs, whoever started it. */
export function attach(options: AttachOptions): RunningAttempt {
	const wishes = { stopped: false, early: false };
	const released = new AbortController();
	const end = endOf({ ...options, released: released.signal }, wishes).finally(() => leave(options));
	return {
		end,
		stop: async (graceMs) => {
			wishes.stopped = true;
			await stopProcesses({ ...options, end, graceMs, tellEarly: () => void (wishes.early = true) });
		},
		release: () => released.abort(),
	};
}

/** Takes away what an ended attempt had for itself. */
export function leave({ groups, clock, sweep }: Pick<AttachOptions, "groups" | "clock" | "sweep">): void {
	// A control group ended with its attempt; without one, what left the session has to be looked for.
	if (groups.length === 0) sweep();
	else void removeGroup(groups, clock);
}

/** Whoever calls an attempt lost may launch the next one, so that nothing of this one may go on. */
export async function killLost({
	sandbox,
	nonce,
	machine,
	groups,
}: Omit<AttachOptions, "clock" | "sweep">): Promise<void> {
	const claim = readClaim(sandbox.directory);
	if (claim === undefined || (claim !== "torn" && claim.nonce !== nonce)) return;
	if (claim !== "torn") {
		// It was written after all.
		if (isAlive(claim, machine.processes, machine.bootId)) machine.processes.signal(-claim.pid, "SIGKILL");
		return killRemaining(claim, sandbox, machine);
	}
	// A supervisor that only stood still would begin as soon as it goes on.
	for (const pid of await carriersOf(nonce)) machine.processes.signal(pid, "SIGKILL");
	await killRemaining({ nonce, pid: -1, groups }, sandbox, machine);
}

/** A capped log gets its tail after the command has ended; what still holds it open is not waited for. */
export async function whenLogsAreClosed({ sandbox, clock }: Pick<AttachOptions, "sandbox" | "clock">): Promise<void> {
	const marks = [openLogPath(sandbox.stdoutFile), openLogPath(sandbox.stderrFile)];
	for (let waited = 0; waited < logsWaitMs && marks.some((mark) => existsSync(mark)); waited += logsPollMs) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await clock.sleep(logsPollMs);
	}
}

const logsWaitMs = 1000;
const logsPollMs = 5;

interface Following extends AttachOptions {
	/** Fires when nobody wants to know the end any more. */
	readonly released: AbortSignal;
}

interface Wishes {
	readonly stopped: boolean;
	/** Before there was a job in what was started for it. */
	readonly early: boolean;
}

async function endOf(options: Following, wishes: Wishes): Promise<AttemptEnd> {
	const { sandbox, clock, supervisorEnded } = options;
	const look = () => stateOf(options);
	await supervisorEnded;
	// Who has just been seen to run is not looked at twice.
	const first = supervisorEnded === undefined ? undefined : await persistently(look, clock);
	const last = first === undefined || first.kind === "running" ? await nextState(options, look) : first;
	if (last.kind === "exited") {
		await whenLogsAreClosed(options);
		return wishes.early ? asKilled(last) : last;
	}
	await persistently(() => killLost(options), clock);
	if (wishes.stopped) return killed(clock.now());
	return last.kind === "lost" ? explainLoss(last, sandbox) : unclaimed;
}

type Settled = Exclude<AttemptState, { kind: "running" }>;

/** The first state in which nothing runs any more. */
async function nextState({ sandbox, clock, released }: Following, look: () => Promise<AttemptState>): Promise<Settled> {
	using record = watchFile(exitPath(sandbox.directory));
	released.addEventListener("abort", () => record.wake(), { once: true });
	for (;;) {
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		const state = await persistently(look, clock);
		if (state.kind !== "running") return state;
		// oxlint-disable-next-line eslint/no-await-in-loop -- each look follows a wait
		await record.next(clock, pollMs);
		// A promise that is never kept keeps no process alive.
		if (released.aborted) return new Promise<never>(() => undefined);
	}
}

// A supervisor that is killed writes nothing that could be noticed.
const pollMs = 250;

type Loss = Extract<AttemptEnd, { kind: "lost" }>;

const unclaimed: Loss = { kind: "lost", reason: "the supervisor could not claim the sandbox" };

function explainLoss(loss: Loss, { directory }: Sandbox): Loss {
	const full = explainFullDisk(directory, { isRoot: false });
	return full === undefined ? loss : { kind: "lost", reason: `${loss.reason}: ${full}` };
}

function asKilled(exit: Exit): Exit {
	const { exitCode: _, ...rest } = exit;
	return { ...rest, signal: "SIGKILL" };
}

/** What the supervisor would have written, had the stop not reached it as well. */
function killed(now: number): AttemptEnd {
	return { kind: "exited", signal: "SIGKILL", startedAt: now, endedAt: now, userMs: 0, systemMs: 0 };
}
